"""The question which thing it is about: at the worksite of the same form, or of the code. Strangers write a line."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forms.choosing import CANDIDATES, LISTED, LONGEST, ChosenField, ChosenInput
from forms.fields import Asked, Group, QuestionType, common
from workflows.models import Equipment
from workflows.viewsets.listing import finding

if TYPE_CHECKING:
    from forms.form import IntakeForm
    from forms.models import Question

SEARCHED = ["name", "number", "worksite__name"]


class Thing(NamedTuple):
    equipment: Equipment | None
    words: str
    insists: bool = False  # that it is none of those found

    def __str__(self) -> str:
        if self.equipment is None:
            return self.words
        return ", ".join(filter(None, [self.equipment.name, self.equipment.number]))


class EquipmentInput(ChosenInput):
    said = {
        "choose": gettext_lazy("Choose what it is about"),
        "elsewhere": gettext_lazy("Something else? Write what:"),
        "found": gettext_lazy("Found in the register"),
    }

    def words_of(self, row: Equipment) -> str:
        return f"{Thing(row, '')} · {row.worksite}"


class EquipmentField(ChosenField):
    """Clean value: a `Thing`, or None; `settled` finds what was written, and asks whether it stands where it should.

    One query for whoever is logged in, none for a stranger.
    """

    widget = EquipmentInput
    not_among = gettext_lazy("Choose one of those in the list.")

    def __init__(self, asked: Asked, **options: Any) -> None:
        super().__init__(**options)
        user = asked.user
        if not user.is_authenticated:
            self.offered = Equipment.objects.none()
            return
        seen = Equipment.objects.visible_to(user).filter(is_active=True, worksite__is_active=True)
        if asked.code is not None:
            seen = seen.filter(worksite=asked.code.worksite_id)
        self.offered = seen.select_related("worksite__customer").order_by("worksite__name", "name", "pk")
        if things := list(self.offered[: LISTED + 1]):
            self.offer(things)

    def made(self, row: Equipment | None, words: str) -> Thing:
        return Thing(row, words)

    def by_words(self, words: str, *, insists: bool) -> Thing:
        return Thing(None, words, insists)

    def found(self, thing: Thing, worksite: Any) -> Thing:
        """Of a search; at the worksite, where one was chosen."""
        rows = self.offered.filter(worksite=worksite) if worksite is not None else self.offered
        exact = list(rows.filter(name__iexact=thing.words)[:2])
        found = exact if len(exact) == 1 else list(finding(rows, thing.words, SEARCHED)[: CANDIDATES + 1])
        self.input.rows = found[:CANDIDATES]
        if len(found) == 1 and not thing.insists:
            return Thing(found[0], "")
        if found and not thing.insists:
            raise ValidationError(_("Several match. Choose the right one."), code="ambiguous")
        return thing


class EquipmentQuestion(QuestionType):
    name = gettext_lazy("Equipment")
    order = 42
    group = Group.PLACE
    feeds = ("equipment",)
    always = "equipment"
    reads_register = True
    shape = {"type": "string", "examples": ["Hissen till vänster"]}

    def field(self, question: "Question", asked: Asked) -> forms.Field:
        options = common(question)
        attrs = options.pop("attrs") | {"autocomplete": "off", "maxlength": LONGEST}
        return EquipmentField(asked, widget=EquipmentInput(attrs=attrs), **options)

    def samples(self, question: "Question") -> list[str]:
        return [f"[{question.label}]"]

    def invented(self, texts: Sequence[str], field: forms.Field) -> Thing:
        return Thing(None, " ".join(texts))

    def settled(self, value: Thing | None, field: Any, form: "IntakeForm") -> Thing | None:
        worksite = form.worksite
        if value is None or value.equipment is None:
            searches = value is not None and field.input.mode == "search"
            return field.found(value, worksite) if searches else value
        elsewhere = worksite is not None and value.equipment.worksite_id != worksite.pk
        if elsewhere or (worksite is None and form.place is not None):
            where = {"thing": value, "place": worksite or form.place}
            raise ValidationError(_("%(thing)s does not stand at %(place)s. Choose another.") % where, code="elsewhere")
        return value
