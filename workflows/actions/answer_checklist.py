from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from workflows.actor import Actor
from workflows.checklists import Given, answers_of, wanting
from workflows.errors import NotPossible, Refused
from workflows.events import record
from workflows.models import Case, ChecklistTemplate, ChecklistVersion, EventKind, FilledChecklist
from workflows.permissions import possible
from workflows.stages import words


class SomebodyWasQuicker(Refused):
    """A colleague saved the checklist meanwhile; `now` is how it stands. Answer 409."""

    def __init__(self, now: FilledChecklist) -> None:
        self.now = now
        super().__init__(_("%(name)s saved the checklist meanwhile.") % {"name": now.by_name})


class ChecklistIncomplete(Refused):
    """`wanting` says what is missing, by the key of the point."""

    def __init__(self, wanting: dict[str, str]) -> None:
        self.wanting = wanting
        super().__init__(_("Some points are not answered yet."))


def answer_checklist(
    case: Case, template: ChecklistTemplate, given: Given, *, by: Actor, revision: int, complete: bool
) -> FilledChecklist:
    """Saves the answers, half-way or complete. `revision` is what the person saw, 0 where nobody had begun.

    A checklist is answered to the end by the version it was begun with. Only completing it stands in the history.
    """
    try:
        with transaction.atomic():
            return save(case, template, given, by, revision, complete)
    except IntegrityError:  # two began at once
        raise SomebodyWasQuicker(FilledChecklist.objects.get(case=case, template=template)) from None


def save(
    case: Case, template: ChecklistTemplate, given: Given, by: Actor, revision: int, complete: bool
) -> FilledChecklist:
    if not possible(Case.objects.select_for_update().get(pk=case.pk), "answer_checklist"):
        raise NotPossible(_("The case has ended: its checklists can no longer be answered."))
    filled = FilledChecklist.objects.select_related("version").filter(case=case, template=template).first()
    if filled is not None and filled.revision != revision:
        raise SomebodyWasQuicker(filled)
    version = filled.version if filled else template.versions.order_by("-number")[0]
    if complete and (missing := wanting(version.items, given)):
        raise ChecklistIncomplete(missing)
    filled = write(case, template, version, given, by, revision, complete)
    if complete:
        count = filled.deviations
        record(case, EventKind.CHECKLIST, by=by, what=words(template), version=version.number, deviations=count)
    return filled


def write(
    case: Case,
    template: ChecklistTemplate,
    version: ChecklistVersion,
    given: Given,
    by: Actor,
    revision: int,
    complete: bool,
) -> FilledChecklist:
    answers = answers_of(version.items, given)
    values = {
        "answers": answers,
        "deviations": sum(one["deviates"] for one in answers),
        "is_complete": complete,
        "user": by.user,
        "by_name": by.name,
        "saved_at": timezone.now(),
        "revision": revision + 1,
    }
    same = FilledChecklist.objects.filter(case=case, template=template)
    if revision and not same.filter(revision=revision).update(**values):
        raise SomebodyWasQuicker(same.get())
    if not revision:
        names = {"name_sv": template.name_sv, "name_en": template.name_en}
        FilledChecklist.objects.create(case=case, template=template, version=version, **names, **values)
    return same.select_related("version").get()
