"""The question where it is. What may be chosen depends on who asks; nothing of a register is shown to strangers."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forms.choosing import CANDIDATES, LISTED, LONGEST, ChosenField, ChosenInput
from forms.fields import Asked, Group, QuestionType, common
from workflows.models import Worksite
from workflows.viewsets.listing import finding

if TYPE_CHECKING:
    from forms.models import Question

SEARCHED = ["name", "street", "city", "customer__name"]


class Place(NamedTuple):
    worksite: Worksite | None
    words: str

    def __str__(self) -> str:
        if self.worksite is None:
            return self.words
        name, address = self.worksite.name, self.worksite.address
        return address if address.startswith(name) else ", ".join(filter(None, [name, address]))


class PlaceInput(ChosenInput):
    said = {
        "choose": gettext_lazy("Choose a worksite"),
        "elsewhere": gettext_lazy("Somewhere else? Write where:"),
        "found": gettext_lazy("Worksites found"),
    }

    def words_of(self, row: Worksite) -> str:
        return str(Place(row, ""))


class PlaceField(ChosenField):
    """Clean value: a `Place`, or None. One query for a contact, none for anybody else until something is searched."""

    widget = PlaceInput
    not_among = gettext_lazy("Choose one of the worksites.")

    def __init__(self, asked: Asked, **options: Any) -> None:
        super().__init__(**options)
        user = asked.user
        seen = Worksite.objects.visible_to(user).active() if user.is_authenticated else Worksite.objects.none()
        self.offered = seen.select_related("customer")
        if not user.is_authenticated:
            return
        if user.has_perm("workflows.view_worksite"):
            self.input.mode = "search"
        elif sites := list(seen[: LISTED + 1]):
            self.offer(sites)
        if asked.worksite_id and (wish := self.chosen(asked.worksite_id)):
            self.initial = (str(wish.pk), "")
            self.input.rows = self.input.rows or [wish]
        elif len(self.input.rows) == 1:
            self.initial = (str(self.input.rows[0].pk), "")

    def made(self, row: Worksite | None, words: str) -> Place:
        return Place(row, words)

    def by_words(self, words: str, *, insists: bool) -> Place:
        """What is found once is meant; what is found several times is asked about; what is not found is a place."""
        found = self.found(words)
        self.input.rows = found[:CANDIDATES]
        if len(found) == 1 and not insists:
            return Place(found[0], "")
        if found and not insists:
            raise ValidationError(_("Several worksites match. Choose the right one."), code="ambiguous")
        return Place(None, words)

    def found(self, words: str) -> list[Worksite]:
        exact = list(self.offered.filter(name__iexact=words)[:2])
        return exact if len(exact) == 1 else list(finding(self.offered, words, SEARCHED)[: CANDIDATES + 1])


class WorksiteQuestion(QuestionType):
    name = gettext_lazy("Worksite")
    order = 40
    group = Group.PLACE
    feeds = ("worksite",)
    always = "worksite"
    reads_register = True
    shape = {"type": "string", "examples": ["Exempelgatan 1"]}

    def field(self, question: "Question", asked: Asked) -> forms.Field:
        options = common(question)
        attrs = options.pop("attrs") | {"autocomplete": "street-address", "maxlength": LONGEST}
        return PlaceField(asked, widget=PlaceInput(attrs=attrs), **options)

    def limits(self, field: forms.Field) -> dict[str, Any]:
        return {"max_length": LONGEST}

    def samples(self, question: "Question") -> list[str]:
        return [f"[{question.label}]"]

    def invented(self, texts: Sequence[str], field: forms.Field) -> Place:
        return Place(None, " ".join(texts))
