"""What must be there before a case is finished or closed, and what of it is missing: a pure question."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflows.actor import Actor
from workflows.errors import Refused
from workflows.models import (
    Attachment,
    Case,
    Category,
    ChecklistTemplate,
    FilledChecklist,
    Gate,
    Message,
    UsedArticle,
)
from workflows.models.category import lineage
from workflows.permissions import may_override
from workflows.remembered import Remembered
from workflows.stages import Words, words

Requires = Gate.Requires
SENTENCES = {
    Requires.ARTICLE: gettext_lazy("Book what was used, or say that nothing was."),
    Requires.PHOTO: gettext_lazy("Add a photo of the work."),
    Requires.MESSAGE: gettext_lazy("Write to the customer what was done."),
    Requires.CHECKLIST: gettext_lazy("Answer the checklist “%(name)s”."),
}
NOUNS = {
    Requires.ARTICLE: gettext_lazy("used articles"),
    Requires.PHOTO: gettext_lazy("a photo"),
    Requires.MESSAGE: gettext_lazy("a message to the customer"),
    Requires.CHECKLIST: gettext_lazy("the checklist “%(name)s”"),
}


def of(model: Any) -> Any:
    return model.objects.filter(case=OuterRef("pk"))


ASKED = {  # whether a case has it; a checklist is asked by its own key
    Requires.ARTICLE: lambda: Exists(of(UsedArticle).standing()) | Q(nothing_used=True),
    Requires.PHOTO: lambda: Exists(of(Attachment).filter(by_staff=True).exclude(thumbnail="")),
    Requires.MESSAGE: lambda: Exists(of(Message).public().filter(user__isnull=False, contact=None)),
}


@dataclass(frozen=True)
class Missing:
    """`checklist` only where it is one that is missing."""

    requires: str
    checklist: ChecklistTemplate | None = None

    @property
    def sentence(self) -> str:
        return str(SENTENCES[Requires(self.requires)]) % {"name": self.checklist}

    def kept(self) -> dict[str, Any]:
        """For the history, in the words of now."""
        return {"requires": self.requires, "name": words(self.checklist)}


class GateClosed(Refused):
    """Something must be there first: `missing` says what, each with a sentence. Answer 409."""

    def __init__(self, missing: list[Missing]) -> None:
        self.missing = missing
        super().__init__(" ".join(one.sentence for one in missing))


@dataclass(frozen=True)
class Known:
    gates: list[Gate]
    parents: dict[int, int | None]


def read() -> Known:
    gates = [
        gate
        for gate in Gate.objects.active().select_related("checklist").order_by("verb", "requires", "pk")
        if gate.checklist is None or gate.checklist.is_active
    ]
    return Known(gates, Category.objects.parents() if any(gate.category_id for gate in gates) else {})


known = Remembered(read)
for model in (Gate, Category, ChecklistTemplate):
    post_save.connect(known.forget, sender=model)
    post_delete.connect(known.forget, sender=model)


def seen_missing(case: Case, verb: str) -> list[Missing]:
    """For pages: of the gates as they were some seconds ago at most. One query, none where no gate is for the case."""
    return lacking(case, verb, known())


def missing(case: Case, verb: str) -> list[Missing]:
    """For verbs. Three queries at most."""
    return lacking(case, verb, read())


def lacking(case: Case, verb: str, all_gates: Known) -> list[Missing]:
    line = [None, *lineage(case.category_id, all_gates.parents)] if all_gates.parents else [None]
    asked = {
        (gate.requires, gate.checklist_id): Missing(gate.requires, gate.checklist)
        for gate in all_gates.gates
        if gate.verb == verb and gate.category_id in line
    }
    return absent(case, asked.values()) if asked else []


def absent(case: Case, asked: Iterable[Missing]) -> list[Missing]:
    needs = list(asked)
    facts = {f"has_{place}": question(need) for place, need in enumerate(needs)}
    found = Case.objects.filter(pk=case.pk).annotate(**facts).values(*facts).get()
    return [need for place, need in enumerate(needs) if not found[f"has_{place}"]]


def unheld(verb: str) -> Q:
    """Of cases: those that no gate keeps from `verb`."""
    all_gates, free = read(), Q()
    for gate in all_gates.gates:
        if gate.verb != verb:
            continue
        there = Q(question(Missing(gate.requires, gate.checklist)))
        if gate.category_id is not None:
            below = [pk for pk in all_gates.parents if gate.category_id in lineage(pk, all_gates.parents)]
            there |= ~Q(category__in=below)
        free &= there
    return free


def question(need: Missing) -> Any:
    if need.checklist is None:
        return ASKED[Requires(need.requires)]()
    return Exists(of(FilledChecklist).filter(template=need.checklist, is_complete=True))


def passed(case: Case, verb: str, *, by: Actor, override: str = "") -> dict[str, Any]:
    """For the event: what was gone past, and why. Raises GateClosed; only who may override goes past, with a reason."""
    needs = missing(case, verb)
    if not needs:
        return {}
    if not (override and by.user is not None and may_override(by.user, case)):
        raise GateClosed(needs)
    return {"overridden": [need.kept() for need in needs], "override_reason": override}


def told(overridden: list[dict[str, Any]], in_own_language: Any) -> str:
    """“without a photo, the checklist …”, of what an event kept."""
    nouns: list[str] = []
    for one in overridden:
        name: Words = one.get("name", {})
        nouns.append(str(NOUNS[Requires(one["requires"])]) % {"name": in_own_language(name)})
    return _("Without %(what)s.") % {"what": ", ".join(nouns)}
