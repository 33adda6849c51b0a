"""A question answered by a row of a register, or in words. What may be chosen is what the person who is asked sees."""

from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _

LONGEST = 200
LISTED = 100  # rows that a person chooses from a list; with more she searches
CANDIDATES = 10
OTHER = "other"


class ChosenInput(forms.Widget):
    """`rows` are offered: as a list to choose from, or as what a search found. Without any it is a line of text."""

    template_name = "intake/chosen.html"
    said: ClassVar[dict[str, str | Promise]]  # choose, elsewhere, found

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.mode = "words"
        self.rows: list[Any] = []

    def words_of(self, row: Any) -> str:
        raise NotImplementedError

    def value_from_datadict(self, data: Any, files: Any, name: str) -> tuple[str, str]:
        return data.get(f"{name}-site", ""), data.get(name, "")

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and f"{name}-site" not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        number, words = value or ("", "")
        context = super().get_context(name, None, attrs)
        rows = [{"number": one.pk, "words": self.words_of(one), "chosen": number == str(one.pk)} for one in self.rows]
        held = context["widget"]["attrs"]
        context["widget"] |= {"mode": self.mode, "rows": rows, "number": number, "words": words, "said": self.said}
        context["widget"]["aria"] = {name: held[name] for name in held if name.startswith("aria-")}
        return context


class ChosenField(forms.Field):
    """`offered` is what she sees, with what is said of it."""

    max_length = LONGEST
    offered: QuerySet[Any]
    not_among: ClassVar[str | Promise]

    @property
    def input(self) -> ChosenInput:
        return cast(ChosenInput, self.widget)

    def chosen(self, number: str) -> Any | None:
        if not (number.isascii() and number.isdigit() and len(number) < 19):
            return None
        return self.offered.filter(pk=int(number)).first()

    def offer(self, rows: list[Any]) -> None:
        """As a list, or where there are too many as a search."""
        self.input.mode = "list" if len(rows) <= LISTED else "search"
        self.input.rows = rows if len(rows) <= LISTED else []

    def clean(self, value: Any) -> Any:
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
        return self.made(None, words) if words else None

    def made(self, row: Any | None, words: str) -> Any:
        raise NotImplementedError

    def by_number(self, number: str) -> Any:
        row = self.chosen(number)
        if row is None:
            raise ValidationError(str(self.not_among), code="invalid_choice")
        if self.input.mode == "search" and not self.input.rows:
            self.input.rows = [row]
        return self.made(row, "")

    def by_words(self, words: str, *, insists: bool) -> Any:
        raise NotImplementedError
