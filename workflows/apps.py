from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class WorkflowsConfig(AppConfig):
    name = "workflows"
    verbose_name = _("Cases")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from workflows import checks, errands, search, tasks  # noqa: F401
        from workflows.actions import look_again, move_cases, retire_later
        from workflows.notifications import deliver

        post_migrate.connect(search.install_after_migrate, sender=self)
        deliver.register_errands()
        errands.register(move_cases.KIND, "workflows.actions.move_cases.move_cases", label=_("Cases that move"))
        ladders = _("Ladders to be looked at again")
        errands.register(look_again.OF_LEVEL, "workflows.actions.look_again.look_at_level", label=ladders)
        errands.register(look_again.OF_TEAM, "workflows.actions.look_again.look_at_team", label=ladders)
        leaving = _("Cases of somebody who leaves")
        errands.register(retire_later.KIND, "workflows.actions.retire_later.retire_later", label=leaving)
