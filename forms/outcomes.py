"""What answers make of a form's case, and which further cases they open. Pure: nothing is read or written."""

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from forms.conditions import Answers
from workflows.models import Case, Category, Priority

if TYPE_CHECKING:
    from forms.models import IntakeFormPage, Outcome

NAME = re.compile(r"\{([^{}]*)\}")
ALWAYS = ("form", "worksite")  # may stand in a title besides the questions
LONGEST_TITLE = 140
THINGS = ("kind", "category", "priority", "title_pattern")
LOOSE = re.compile(r"\(\s*\)|\[\s*\]")
DOUBLED = re.compile(r"(\s*[,:;·–|/-])(?:\s*[,:;·–|/-])+(?=\s|$)")
EDGES = " ,:;·–|/-"


def that_count(outcomes: "Iterable[Outcome]", answers: Answers) -> "tuple[list[Outcome], list[Outcome]]":
    """Those that change the case, and those that open a further one, each in their order."""
    counting = [one for one in outcomes if one.counts(answers)]
    changes = [one for one in counting if one.what == one.What.CHANGES]
    return changes, [one for one in counting if one.what == one.What.FURTHER]


def become(case: Case, page: "IntakeFormPage", changes: "Iterable[Outcome]") -> str:
    """Kind, category and priority of the unsaved case; the pattern of its title is handed back.

    The first outcome that names a thing decides it, else the form does. A priority that none names is its category's.
    A category that is no longer in use is as if it were not named.
    """
    case.kind, case.category = page.kind, in_use(page.category)
    case.priority = case.category.priority if case.category else Priority.NORMAL
    return decide(case, first_named(changes), page.title_pattern)


def beside(case: Case, outcome: "Outcome", pattern: str) -> str:
    """The same of a further case: what its outcome does not name is as in the first case."""
    return decide(case, first_named([outcome]), pattern)


def first_named(outcomes: "Iterable[Outcome]") -> dict[str, object]:
    named: dict[str, object] = {}
    for outcome in outcomes:
        for thing in THINGS:
            value = in_use(outcome.category) if thing == "category" else getattr(outcome, thing)
            if value not in (None, ""):
                named.setdefault(thing, value)
    return named


def in_use(category: Category | None) -> Category | None:
    return category if category is not None and category.is_active else None


def decide(case: Case, named: Mapping[str, object], pattern: str) -> str:
    case.kind = str(named.get("kind", case.kind))
    if "category" in named:
        case.category = named["category"]  # type: ignore[assignment]
    if "priority" in named:
        case.priority = int(named["priority"])  # type: ignore[call-overload]
    elif "category" in named and case.category is not None:
        case.priority = case.category.priority
    return str(named.get("title_pattern", pattern))


def filled(pattern: str, values: Mapping[str, str]) -> str:
    """In one pass: what is filled in is never read again. What was not answered leaves no punctuation behind."""
    words = NAME.sub(lambda found: values.get(found[1], ""), pattern)
    words = DOUBLED.sub(r"\1", LOOSE.sub("", words))
    return shortened(" ".join(re.sub(r"\s+([,:;])", r"\1", words).split()).strip(EDGES), LONGEST_TITLE)


def shortened(text: str, longest: int) -> str:
    """At most `longest` letters and the mark that there were more, cut between words."""
    if len(text) <= longest:
        return text
    begun = text[: longest - 1]
    return f"{(begun.rpartition(' ')[0] or begun).rstrip('.,;: ')}…"


def check_pattern(pattern: str, questions: Iterable[str]) -> None:
    """Raises ValidationError for a name that is neither a question's nor one of ALWAYS, or for a lonely brace."""
    known = [*questions, *ALWAYS]
    offered = ", ".join(f"{{{name}}}" for name in known)
    for name in NAME.findall(pattern):
        if name not in known:
            words = {"name": f"{{{name[:40]}}}", "offered": offered}
            raise ValidationError(_("%(name)s is not known here. You can write %(offered)s.") % words)
    if set(NAME.sub("", pattern)) & {"{", "}"}:
        raise ValidationError(_("A brace without its twin. You can write %(offered)s.") % {"offered": offered})
