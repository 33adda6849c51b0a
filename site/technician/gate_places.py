"""Where in the field what a gate misses is put right."""

from collections.abc import Iterable

from django.urls import reverse

from workflows import links
from workflows.gates import Missing
from workflows.models import Case, Gate

Places = list[tuple[str, str]]


def places(missing: Iterable[Missing], case: Case) -> Places:
    """(sentence, address) of each."""
    return [(one.sentence, place(one, case)) for one in missing]


def place(one: Missing, case: Case) -> str:
    if one.checklist is not None:
        return links.checklist_path(case, one.checklist)
    if one.requires == Gate.Requires.ARTICLE:
        return reverse("technician:articles", args=[case.pk])
    return reverse("technician:finish", args=[case.pk])
