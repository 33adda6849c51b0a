"""A form from a file: what comes of it, what is said about it, and what is wrong with it. Writes nothing."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Page

from forms.models import IntakeFormPage, Outcome, Question
from forms.portable.columns import CARRIED, FORMAT, VERSION, columns, is_category, shown, taken, text
from forms.portable.finding import Categories, free_slug
from forms.portable.questions import (
    condition_problems,
    name_problems,
    pattern_problems,
    target_problems,
    unknown_kind,
)

MOST_BYTES = 1024**2
MOST = {"questions": 200, "outcomes": 50}
NOT_YET = {"path", "depth", "numchild", "locale", "content_type", "page", "page_ptr", "sort_order"}
FOUND = {"category", "owner"}  # rows that are there: asking for each once more would cost a query
FRAME = {"format", "version", "about_sv", "about_en", "form"}


@dataclass
class Read:
    """`page` holds its questions and outcomes, unsaved. With problems it is not to be saved."""

    page: IntakeFormPage
    questions: list[Question] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def refused(sentence: str) -> Read:
    return Read(IntakeFormPage(), problems=[sentence])


def too_large() -> str:
    return _("The file is too large. At most 1 MB is read.")


def read(raw: bytes, parent: Page) -> Read:
    """What would come below this page. The queries are as many for any form."""
    if len(raw) > MOST_BYTES:
        return refused(too_large())
    try:
        document = json.loads(raw)
    except (ValueError, RecursionError):
        return refused(_("This file holds no form: it cannot be read as JSON."))
    if not isinstance(document, dict) or document.get("format") != FORMAT or not isinstance(document.get("form"), dict):
        return refused(_("This file holds no form of Serva."))
    if document.get("version") != VERSION:
        return refused(_("This file is written by another version of Serva, which this one cannot read."))
    return Reader(parent).whole(document)


class Reader:
    def __init__(self, parent: Page) -> None:
        self.parent = parent
        self.notes: list[str] = []
        self.problems: list[str] = []
        self.left_out: list[models.Model] = []

    @cached_property
    def categories(self) -> Categories:
        return Categories()

    def whole(self, document: dict[str, Any]) -> Read:
        here, form = _("The form"), document["form"]
        self.closed(here, document, FRAME)
        for about in ("about_sv", "about_en"):
            self.value(here, about, text, document.get(about, ""))
        page = self.thing(IntakeFormPage, here, form, more={"questions", "outcomes"})
        assert isinstance(page, IntakeFormPage)
        found = Read(page, notes=self.notes, problems=self.problems)
        found.questions = self.rows(Question, form, "questions", _("Question %(number)d"))
        found.outcomes = self.rows(Outcome, form, "outcomes", _("Outcome %(number)d"))
        if not self.problems:
            self.problems += name_problems(found.questions) + target_problems(found.questions)
            self.problems += condition_problems(found.questions, found.outcomes)
            self.problems += pattern_problems(page, found.questions, found.outcomes)
        self.settle(page)
        page.questions.set(found.questions)
        page.outcomes.set(found.outcomes)
        return found

    def rows(self, model: type[models.Model], form: dict[str, Any], name: str, place: str) -> list[Any]:
        raw = form.get(name, [])
        if not isinstance(raw, list) or len(raw) > MOST[name]:
            words = _("“%(name)s” has to be a list of at most %(most)d.")
            self.problems.append(words % {"name": name, "most": MOST[name]})
            return []
        made = [self.thing(model, place % {"number": number}, one) for number, one in enumerate(raw, 1)]
        for order, one in enumerate(made):
            one.sort_order = order  # type: ignore[attr-defined]
        return [one for one in made if not any(one is other for other in self.left_out)]

    def closed(self, place: str, raw: dict[str, Any], known: set[str]) -> None:
        for name in sorted(raw.keys() - known):
            self.say(place, _("“%(name)s” is nothing that a form has.") % {"name": shown(name)})

    def thing(self, model: type[models.Model], place: str, raw: Any, more: Iterable[str] = ()) -> models.Model:
        """One of the model's rows, checked as far as it stands alone."""
        made = model()
        if not isinstance(raw, dict):
            self.say(place, _("it has to be written with names and values."))
            return made
        before = len(self.problems)
        self.closed(place, raw, {*CARRIED[model], *more})
        for name, column in columns(model).items():
            if name not in raw:
                continue
            value = self.value(place, str(column.verbose_name), partial(taken, column), raw[name])
            if is_category(column):
                value = self.category(place, value)
            setattr(made, name, value)
        if isinstance(made, Question) and (unknown := unknown_kind(made)):
            self.say(place, unknown)
        if isinstance(made, Outcome) and raw.get("category") and not made.says_something:
            self.note(place, _("without its category it changes nothing, so it is left out."))
            self.left_out.append(made)
        elif len(self.problems) == before and model is not IntakeFormPage:
            self.check(place, made)
        return made

    def value(self, place: str, name: str, read_one: Callable[[Any], Any], raw: Any) -> Any:
        try:
            return read_one(raw)
        except ValueError as error:
            self.say(place, named(name, str(error)))
            return None

    def category(self, place: str, path: list[str] | None) -> Any:
        found = self.categories.find(path) if path else None
        if path and found is None:
            words = _("There is no category “%(category)s” in use here: it is left empty.")
            self.note(place, words % {"category": shown(" → ".join(path), 120)})
        return found

    def settle(self, page: IntakeFormPage) -> None:
        """What is of this installation: the address, who may use the form, that nobody sees it yet."""
        page.live, page.has_unpublished_changes = False, True
        if page.audience == IntakeFormPage.Audience.CHOSEN:
            page.audience = IntakeFormPage.Audience.LOGGED_IN
            words = _("It was for chosen customers. Here all customers who are logged in may use it until you choose.")
            self.notes.append(words)
        if page.opens_on and page.closes_on and page.closes_on < page.opens_on:
            self.say(_("The form"), _("it closes before it opens."))
        if not self.problems:
            page.slug = self.address(page)
            self.check(_("The form"), page)

    def address(self, page: IntakeFormPage) -> str:
        wanted = slugify(page.slug or page.title) or "form"
        slug = free_slug(self.parent, wanted)
        if slug != page.slug:
            self.notes.append(_("Its address becomes “%(slug)s”.") % {"slug": shown(slug)})
        return slug

    def check(self, place: str, made: models.Model) -> None:
        try:
            made.full_clean(exclude=NOT_YET | FOUND, validate_unique=False)
        except ValidationError as error:
            for name, sentences in error.message_dict.items():
                for sentence in sentences:
                    self.say(place, sentence if name == NON_FIELD_ERRORS else named(title_of(made, name), sentence))

    def say(self, place: str, sentence: str) -> None:
        self.problems.append(f"{place}: {sentence}")

    def note(self, place: str, sentence: str) -> None:
        self.notes.append(f"{place}: {sentence}")


def title_of(made: models.Model, name: str) -> str:
    return str(made._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def named(column: str, sentence: str) -> str:
    return _("“%(name)s”: %(sentence)s") % {"name": column, "sentence": sentence}
