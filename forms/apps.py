from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntakeConfig(AppConfig):
    """Labelled `intake`: the label `forms` is taken by django.forms."""

    name = "forms"
    label = "intake"
    verbose_name = _("Intake")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from forms import panels, tasks, withheld  # noqa: F401
        from workflows import errands

        errands.register("labels", "forms.label_job.write_planned_labels", label=_("A file of labels"))
