"""Choosing a stage: of those that the case can come to, or none."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from workflows.models import Case, Stage, Status
from workflows.stages import offered


class StageField(forms.ChoiceField):
    """Gives a stage, or None for “none”."""

    def __init__(self, **kwargs: Any) -> None:
        messages = {"invalid_choice": _("The case can no longer come to that stage.")}
        given = {"label": _("Stage"), "required": False, "widget": forms.RadioSelect, "error_messages": messages}
        super().__init__(**{**given, **kwargs})
        self.stages: dict[str, Stage] = {}

    def offer(self, case: Case) -> None:
        """A stage of another status says to which the case comes on the way."""
        self.stages = {str(stage.pk): stage for stage in offered(case)}
        self.initial = str(case.stage_id or "")
        none = capfirst(gettext("none, just “%(status)s”") % {"status": case.get_status_display()})
        self.choices = [("", none), *((pk, as_offered(stage, case)) for pk, stage in self.stages.items())]

    def clean(self, value: Any) -> Stage | None:
        return self.stages.get(super().clean(value))


def as_offered(stage: Stage, case: Case) -> str:
    return stage.name if stage.status == case.status else f"{stage.name} ({Status(stage.status).label})"
