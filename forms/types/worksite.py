"""The question where it is. What may be chosen depends on who asks; nothing of a register is shown to strangers."""

from typing import TYPE_CHECKING, Any, NamedTuple, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forms.fields import Asked, QuestionType, common
from workflows.models import Worksite
from workflows.viewsets.listing import finding

if TYPE_CHECKING:
    from forms.models import Question

LONGEST = 200
LISTED = 100  # worksites that a person chooses from a list; with more she searches
CANDIDATES = 10
SEARCHED = ["name", "street", "city", "customer__name"]
OTHER = "other"


class Place(NamedTuple):
    worksite: Worksite | None
    words: str

    def __str__(self) -> str:
        if self.worksite is None:
            return self.words
        name, address = self.worksite.name, self.worksite.address
        return address if address.startswith(name) else ", ".join(filter(None, [name, address]))


class PlaceInput(forms.Widget):
    """`sites` are offered: as a list to choose from, or as what a search found. Without any it is a line of text."""

    template_name = "intake/place.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.mode = "words"
        self.sites: list[Worksite] = []

    def value_from_datadict(self, data: Any, files: Any, name: str) -> tuple[str, str]:
        return data.get(f"{name}-site", ""), data.get(name, "")

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and f"{name}-site" not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        site, words = value or ("", "")
        context = super().get_context(name, None, attrs)
        sites = [{"number": one.pk, "words": str(Place(one, "")), "chosen": site == str(one.pk)} for one in self.sites]
        held = context["widget"]["attrs"]
        context["widget"] |= {"mode": self.mode, "sites": sites, "site": site, "words": words}
        context["widget"]["aria"] = {name: held[name] for name in held if name.startswith("aria-")}
        return context


class PlaceField(forms.Field):
    """Clean value: a `Place`, or None. One query for a contact, none for anybody else until something is searched."""

    widget = PlaceInput

    def __init__(self, asked: Asked, **options: Any) -> None:
        super().__init__(**options)
        user = asked.user
        self.offered = Worksite.objects.visible_to(user).active() if user.is_authenticated else Worksite.objects.none()
        if not user.is_authenticated:
            return
        if user.has_perm("workflows.view_worksite"):
            self.input.mode = "search"
        elif sites := list(self.offered[: LISTED + 1]):
            self.input.mode = "list" if len(sites) <= LISTED else "search"
            self.input.sites = sites if len(sites) <= LISTED else []
        if asked.worksite_id and (wish := self.chosen(asked.worksite_id)):
            self.initial = (str(wish.pk), "")
            self.input.sites = self.input.sites or [wish]
        elif len(self.input.sites) == 1:
            self.initial = (str(self.input.sites[0].pk), "")

    @property
    def input(self) -> PlaceInput:
        return cast(PlaceInput, self.widget)

    def chosen(self, number: str) -> Worksite | None:
        if not (number.isascii() and number.isdigit() and len(number) < 19):
            return None
        return self.offered.select_related("customer").filter(pk=int(number)).first()

    def clean(self, value: Any) -> Place | None:
        number, words = value or ("", "")
        words = " ".join(words.replace("\x00", "").split())
        if len(words) > LONGEST:
            raise ValidationError(_("Write at most %(most)d letters.") % {"most": LONGEST})
        if self.input.mode != "words":
            if number and number != OTHER:
                return self.by_number(number)
            if words and self.input.mode == "search":
                return self.by_words(words, insists=number == OTHER)
        if self.required and not words:
            raise ValidationError(self.error_messages["required"], code="required")
        return Place(None, words) if words else None

    def by_number(self, number: str) -> Place:
        worksite = self.chosen(number)
        if worksite is None:
            raise ValidationError(_("Choose one of the worksites."), code="invalid_choice")
        if self.input.mode == "search" and not self.input.sites:
            self.input.sites = [worksite]
        return Place(worksite, "")

    def by_words(self, words: str, *, insists: bool) -> Place:
        """What is found once is meant; what is found several times is asked about; what is not found is a place."""
        found = self.found(words)
        self.input.sites = found[:CANDIDATES]
        if len(found) == 1 and not insists:
            return Place(found[0], "")
        if found and not insists:
            raise ValidationError(_("Several worksites match. Choose the right one."), code="ambiguous")
        return Place(None, words)

    def found(self, words: str) -> list[Worksite]:
        rows: QuerySet[Worksite] = self.offered.select_related("customer")
        exact = list(rows.filter(name__iexact=words)[:2])
        return exact if len(exact) == 1 else list(finding(rows, words, SEARCHED)[: CANDIDATES + 1])


class WorksiteQuestion(QuestionType):
    name = gettext_lazy("Worksite")
    order = 40
    feeds = ("worksite",)
    always = "worksite"
    reads_register = True

    def field(self, question: "Question", asked: Asked) -> forms.Field:
        options = common(question)
        attrs = options.pop("attrs") | {"autocomplete": "street-address", "maxlength": LONGEST}
        return PlaceField(asked, widget=PlaceInput(attrs=attrs), **options)

    def limits(self, field: forms.Field) -> dict[str, Any]:
        return {"max_length": LONGEST}
