from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class WorkflowsConfig(AppConfig):
    name = "workflows"
    verbose_name = _("Cases")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from workflows import checks, search, tasks  # noqa: F401
        from workflows.notifications import deliver

        post_migrate.connect(search.install_after_migrate, sender=self)
        deliver.register_errands()
