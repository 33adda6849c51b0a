"""What of a form goes from one installation to another, and how each column is written in the file."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from wagtail.fields import RichTextField

from forms.models import IntakeFormPage, Outcome, Question
from forms.portable.rich_text import cleaned
from workflows.models import Category

FORMAT, VERSION = "serva-form", 1

CARRIED: dict[type[models.Model], tuple[str, ...]] = {
    IntakeFormPage: (
        *("title", "title_en", "slug", "kind", "category", "title_pattern", "audience", "opens_on", "closes_on"),
        *("intro_sv", "intro_en", "thanks_sv", "thanks_en", "closed_sv", "closed_en"),
    ),
    Question: (
        *("clean_name", "field_type", "label_sv", "label_en", "help_sv", "help_en", "required"),
        *("choices_sv", "choices_en", "unit_sv", "unit_en", "as_list", "maps_to", "match", "conditions"),
    ),
    Outcome: ("what", "kind", "category", "priority", "title_pattern", "match", "conditions"),
}
STAYS: dict[type[models.Model], tuple[str, ...]] = {  # what is this installation's alone; customers never leave it
    IntakeFormPage: ("page_ptr", "customers"),
    Question: ("id", "page", "sort_order"),
    Outcome: ("id", "page", "sort_order"),
}
ALWAYS = {
    "title",
    "slug",
    "kind",
    "clean_name",
    "field_type",
    "label_sv",
    "what",
}  # written also when it is the default


def columns(model: type[models.Model]) -> dict[str, models.Field]:
    return {name: model._meta.get_field(name) for name in CARRIED[model]}  # type: ignore[misc]


def is_category(field: models.Field) -> bool:
    return field.related_model is Category


def written(field: models.Field, value: Any) -> Any:
    """As it stands in the file."""
    if isinstance(value, Category):
        return path_of(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(field, RichTextField):
        return cleaned(value)
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


def path_of(category: Category) -> list[str]:
    """Its Swedish names from the root down. One query for each step up."""
    path: list[str] = []
    step: Category | None = category
    while step is not None:
        path.insert(0, step.name_sv)
        step = step.parent
    return path


def taken(field: models.Field, raw: Any) -> Any:
    """From what stands in the file. ValueError with a sentence for what this column cannot be."""
    read = next((read for kind, read in READERS if isinstance(field, kind)), None)
    if read is None:
        raise TypeError(f"{field} is carried, but nobody has said how it is read.")
    if raw is None and field.null:
        return None
    value = read(raw)
    return cleaned(value) if isinstance(field, RichTextField) else value


def text(raw: Any) -> str:
    if not isinstance(raw, str):
        raise ValueError(_("this has to be a text."))
    if "\x00" in raw or shown(raw, len(raw)) != raw:
        raise ValueError(_("there are characters in it that no text has."))
    return raw


def yes_or_no(raw: Any) -> bool:
    if not isinstance(raw, bool):
        raise ValueError(_("this has to be true or false."))
    return raw


def whole_number(raw: Any) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool) or not 0 <= raw < 2**15:
        raise ValueError(_("this has to be a whole number."))
    return raw


def day(raw: Any) -> date:
    try:
        return date.fromisoformat(text(raw))
    except ValueError:
        raise ValueError(_("this has to be a day, such as 2030-05-01.")) from None


def some_list(raw: Any) -> list[Any]:
    if not isinstance(raw, list):
        raise ValueError(_("this has to be a list."))
    return raw


def conditions(raw: Any) -> list[Any]:
    """Whether they compare in a known way is the model's to say; here only that each text is one."""
    for one in some_list(raw):
        for word in one.values() if isinstance(one, dict) else ():
            text(word)
    return raw


def names(raw: Any) -> list[str]:
    return [text(one) for one in some_list(raw)]


READERS: list[tuple[type[models.Field], Callable[[Any], Any]]] = [
    (models.ForeignKey, names),
    (models.BooleanField, yes_or_no),
    (models.DateField, day),
    (models.PositiveSmallIntegerField, whole_number),
    (models.JSONField, conditions),
    (models.CharField, text),
    (models.TextField, text),
]


def shown(raw: Any, most: int = 40) -> str:
    """Of a strange text what can be shown in a sentence."""
    return str(raw)[:most].encode("utf-8", "replace").decode()
