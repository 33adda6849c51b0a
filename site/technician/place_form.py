"""“I am here”: on which case, and where she stands if she wants to say so."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workflows.actions.note_presence import Position
from workflows.models import Case
from workflows.writing import OnceForm


def degrees(most: int) -> forms.DecimalField:
    return forms.DecimalField(
        required=False, min_value=-most, max_value=most, max_digits=20, widget=forms.HiddenInput
    )  # fmt: skip


class PresenceForm(OnceForm):
    """What the phone says of the position counts only while the box is ticked, and never keeps her from saying it."""

    case = forms.TypedChoiceField(
        label=_("Which case are you here for?"), required=False, coerce=int, empty_value=None, widget=forms.RadioSelect
    )
    with_position = forms.BooleanField(required=False)
    latitude, longitude = degrees(90), degrees(180)
    accuracy = forms.FloatField(required=False, min_value=0, max_value=1_000_000, widget=forms.HiddenInput)

    def __init__(self, *args: Any, cases: list[Case], user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["case"]
        named = [(case.pk, f"{case.number} {case.title}") for case in cases]
        field.choices = [*named, ("", _("None of these"))]  # type: ignore[attr-defined]
        field.error_messages["invalid_choice"] = _("The case is no longer open here. Choose another, or none.")
        self.initial["case"] = next((case.pk for case in cases if case.responsible_id == user.pk), "")

    @property
    def position(self) -> Position | None:
        """To five decimals, about a metre: no more is needed."""
        said = self.cleaned_data
        latitude, longitude, accuracy = (said.get(name) for name in ("latitude", "longitude", "accuracy"))
        if not said["with_position"] or latitude is None or longitude is None:
            return None
        whole = Decimal("0.00001")
        metres = None if accuracy is None else round(accuracy)
        return Position(latitude.quantize(whole), longitude.quantize(whole), metres)

    def is_taken(self) -> bool:
        """A position that makes no sense is left out: a wrong phone is no reason to refuse her."""
        self.is_valid()
        for name in ("latitude", "longitude", "accuracy"):
            self.errors.pop(name, None)
        return not self.errors
