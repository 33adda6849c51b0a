"""Where in the admin what a gate misses is put right."""

from collections.abc import Iterable

from django.urls import reverse

from workflows import links
from workflows.gates import Missing
from workflows.models import Case, Gate

ANCHORS = {Gate.Requires.ARTICLE: "#articles", Gate.Requires.MESSAGE: "#write"}


def places(missing: Iterable[Missing], case: Case) -> list[tuple[str, str]]:
    """(sentence, address) of each."""
    return [(one.sentence, place(one, case)) for one in missing]


def place(one: Missing, case: Case) -> str:
    if one.checklist is not None:
        return links.checklist_path(case, one.checklist)
    if one.requires == Gate.Requires.PHOTO:
        return reverse("cases:verb", args=[case.pk, "add_attachments"])
    return reverse("cases:room", args=[case.pk]) + ANCHORS[Gate.Requires(one.requires)]
