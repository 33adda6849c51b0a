"""What a cell means, both ways. What cannot be understood is a ValueError with a sentence for people."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.conf import settings
from django.db.models import Choices, Model, TextChoices
from django.utils import translation
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from import_export.widgets import Widget

LONGEST = 32_767
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
YES = gettext_lazy("Yes")
NO = gettext_lazy("No")


def in_both_languages(text: str | Promise) -> set[str]:
    found = set()
    for language in ("sv", "en"):
        with translation.override(language):
            found.add(plain(text))
    return found


def plain(text: object) -> str:
    """How headings and choices are compared: small letters, single spaces."""
    return " ".join(str(text).casefold().split())


class Text(Widget):
    """A number typed into a column of texts is the text it looks like."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        if value is None:
            return ""
        if isinstance(value, bool):
            return str(value).upper()
        if isinstance(value, Decimal):
            return f"{value:f}"
        text = value.isoformat() if isinstance(value, date) else str(value)
        if CONTROL.search(text):
            raise ValueError(_("The text contains characters that cannot be kept."))
        if len(text) >= LONGEST:  # a cell holds no more: the rest of it was lost on the way out
            raise ValueError(_("The text is longer than a cell can hold. Change it in Serva."))
        return text.replace("\r\n", "\n").replace("\r", "\n").strip()

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "" if value is None else str(value)


class Plain(Widget):
    """For columns that only go out: days and numbers as such, anything else by its name."""

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str | int | date | None:
        return value if value is None or isinstance(value, (int, date)) else str(value)


class Money(Widget):
    """1 249,50 as well as 1249.50; out as a number."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Decimal:
        text = re.sub(r"\s|kr\.?$|:-$", "", Text().clean(value).lower()).replace("−", "-")
        if "," in text and "." in text:
            thousands = "." if text.rindex(",") > text.rindex(".") else ","
            text = text.replace(thousands, "")
        try:
            number = Decimal(text.replace(",", ".")) if len(text) <= 40 else Decimal("NaN")
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite():
            raise ValueError(_("“%(value)s” is no price. Write for example 249.50.") % {"value": str(value)[:40]})
        whole_cents = number.quantize(Decimal("0.01")) if abs(number) < 10**20 else number
        return whole_cents if abs(whole_cents - number) < Decimal("0.000001") else number

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Decimal | None:
        return value


class WholeNumber(Widget):
    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> int:
        text = Text().clean(value).replace(" ", "").replace("\N{NO-BREAK SPACE}", "")
        if not (text.isascii() and text.isdecimal() and len(text) <= 9):
            raise ValueError(_("“%(value)s” is no whole number.") % {"value": str(value)[:40]})
        return int(text)

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> int | None:
        return value


class YesNo(Widget):
    @cached_property
    def words(self) -> dict[str, bool]:
        yes = in_both_languages(YES) | {"1", "true", "x"}
        no = in_both_languages(NO) | {"0", "false"}
        return dict.fromkeys(yes, True) | dict.fromkeys(no, False)

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> bool:
        word = plain(Text().clean(value))
        if word in self.words:
            return self.words[word]
        raise ValueError(_("“%(value)s” is neither yes nor no.") % {"value": str(value)[:40]})

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "" if value is None else str(YES if value else NO)


class Choice(Widget):
    """One of a model's choices, by its word in either language."""

    def __init__(self, choices: type[Choices]) -> None:
        super().__init__()
        self.choices = choices

    @cached_property
    def by_word(self) -> dict[str, Any]:
        found = {plain(choice.value): choice.value for choice in self.choices}
        return found | {word: choice.value for choice in self.choices for word in in_both_languages(choice.label)}

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        word = plain(Text().clean(value))
        if word in self.by_word:
            return self.by_word[word]
        known = ", ".join(str(choice.label) for choice in self.choices)
        raise ValueError(
            _("“%(value)s” is not known. Choose among: %(known)s.") % {"value": str(value)[:40], "known": known}
        )

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return str(self.choices(value).label) if value not in (None, "") else ""


class Language(Choice):
    """Of the languages that Serva speaks."""

    def __init__(self) -> None:
        languages = [(code.upper(), (code, name)) for code, name in settings.LANGUAGES]
        super().__init__(TextChoices("Languages", languages))  # type: ignore[call-overload]


Finder = Callable[[Any, str, Any], Model]


class Reference(Widget):
    """Something of another register by the name people know it by. `find(resource, text, row)` finds it or raises
    ValueError; `name(thing)` is the text that goes out.
    """

    def __init__(self, find: Finder, name: Callable[[Any], str]) -> None:
        super().__init__()
        self.find, self.name = find, name

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Model | None:
        text = Text().clean(value)
        return self.find(kwargs["resource"], text, row) if text else None

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "" if value is None else self.name(value)


class References(Widget):
    """Several of another register, one a line or divided by semicolons. Values are lists of things."""

    def __init__(self, find: Finder, name: Callable[[Any], str]) -> None:
        super().__init__()
        self.find, self.name = find, name

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> list[Model]:
        whole = Text().clean(value)
        texts = [part.strip() for part in re.split(r"[;\n]", whole) if part.strip()]
        try:
            return [self.find(kwargs["resource"], text, row) for text in dict.fromkeys(texts)]
        except ValueError:
            if ";" not in whole:
                raise
            return [self.find(kwargs["resource"], whole, row)]  # a name may hold a semicolon itself

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "; ".join(self.name(thing) for thing in value)
