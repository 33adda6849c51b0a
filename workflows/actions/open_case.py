from collections.abc import Sequence

from django.db import IntegrityError, transaction

from workflows.actions.add_attachments import store_files
from workflows.actor import Actor
from workflows.assignment import hours_of, who_answers_for
from workflows.due_times import begin
from workflows.events import record
from workflows.models import Case, CaseLink, EventKind, PlannedArticle
from workflows.pictures import Accepted
from workflows.prepared import Insert

FIRST = 1

insert_row, insert_link = Insert(Case), Insert(CaseLink)


def open_case(
    draft: Case, *, by: Actor, files: Sequence[Accepted] = (), ordered: Sequence[PlannedArticle] = ()
) -> Case:
    """Opens the unsaved `draft` with somebody who answers for it and its due times, worked out before the insert.

    A time to finish by that stands in the draft is promised: no service level moves it.

    `ordered`: unsaved rows that become the case's.

    A draft whose submission key has been seen gives the case that it became. Raises NobodyAnswers.
    """
    try:
        with transaction.atomic():
            return insert_case(draft, by, files, ordered)
    except IntegrityError:
        if (before := opened_before(draft)) is not None:
            return before
        raise


def opened_before(draft: Case) -> Case | None:
    if draft.submission_key is None:
        return None
    return Case.objects.filter(submission_key=draft.submission_key).first()


def insert_case(draft: Case, by: Actor, files: Sequence[Accepted], ordered: Sequence[PlannedArticle] = ()) -> Case:
    """In the caller's transaction, which raises IntegrityError where the draft's submission key has been seen."""
    case = draft
    work_out(case)
    case.last_sequence = FIRST
    case.search_text = case.words_to_find()
    insert_row(case)
    case.receipt_link = insert_link(CaseLink(case=case, name=case.reporter_name, email=case.reporter_email))
    record(case, EventKind.OPENED, by=by, sequence=FIRST, who=str(case.answerer), reason=case.assignment_reason)
    store_files(case, files, by=by, by_name=by.name or case.reporter_name)
    for one in ordered:
        one.case = case
    PlannedArticle.objects.bulk_create(ordered)
    return case


def work_out(case: Case) -> None:
    """Of an unsaved case, what is not said but follows: whose it is, who answers for it, and by when. Writes nothing.

    Raises NobodyAnswers.
    """
    if case.worksite is not None:
        case.customer = case.worksite.customer
    if case.reporter is not None:
        reporter = case.reporter
        case.reporter_name = case.reporter_name or reporter.name
        case.reporter_email = case.reporter_email or reporter.email
        case.reporter_phone = case.reporter_phone or reporter.phone
        case.reporter_language = reporter.language
    if case.customer is not None:
        case.buyer_reference = case.buyer_reference or case.customer.buyer_reference
    if case.responsible is None and case.team is None:
        answer = who_answers_for(case, hours_of(case))
        case.responsible, case.team, case.assignment_reason = answer.person, answer.team, answer.reason
    case.finish_by_promised = case.finish_by is not None
    begin(case, case.opened_at)
