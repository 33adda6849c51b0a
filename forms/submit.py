"""The only door from forms to workflows: a valid form becomes a case."""

from collections.abc import Callable, Sequence
from copy import copy
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.utils.translation import get_language

from accounts.models import User
from forms import outcomes
from forms.fields import Target, question_type
from forms.form import IntakeForm
from forms.models.outcome import Outcome
from forms.models.submission import FormSubmission
from workflows.actions.open_case import insert_case, opened_before
from workflows.actor import Actor
from workflows.models import Case, Contact, Customer
from workflows.prepared import Insert, Prepared

LONGEST_TITLE = 100

outcomes_of = Prepared(
    lambda page: Outcome.objects.filter(page=page).select_related("category").order_by("sort_order"), -1
)

insert_submission = Insert(FormSubmission)


def submit(form: IntakeForm, *, counted: Callable[[], bool]) -> Case | None:
    """Once per key of the form: posted again, it gives the case of the first time. Raises NobodyAnswers.

    `counted` counts it, in the case's own transaction; where it says no, nothing is written. It counts last, as
    others wait for a form's counter. Files have been opened when the form was validated; here only rows are written.
    """
    draft, *further = drafts_of(form, outcomes_of(form.page.pk))
    try:
        with transaction.atomic():
            case = insert(form, draft, further)
            if counted():
                return case
            transaction.set_rollback(True)
            return None
    except IntegrityError:
        if (before := opened_before(draft)) is not None:
            return before
        raise


def insert(form: IntakeForm, draft: Case, further: list[Case]) -> Case:
    """All of them or none. Each has its own link, and its own photos: one can be deleted without the other."""
    by, files = actor_of(form.user, draft), form.attachments
    case = insert_case(draft, by, files, form.ordered)
    sent = FormSubmission(
        form_data=form.by_question(),
        page=form.page,
        case=case,
        code=form.code,
        user=form.user if form.user.is_authenticated else None,
    )
    insert_submission(sent)
    if further:
        sent.further.set([insert_case(one, by, files) for one in further])
    return case


def drafts_of(form: IntakeForm, rows: Sequence[Outcome]) -> list[Case]:
    """Unsaved: the form's case, then the further ones, whose keys are the form's and a number. `rows`: its outcomes."""
    changes, opening = outcomes.that_count(rows, form.compared_answers() if rows else {})
    draft = draft_of(form)
    pattern = outcomes.become(draft, form.page, changes)
    draft.title = title_of(form, draft, pattern)
    further = []
    for number, outcome in enumerate(opening, 1):
        one = copy(draft)
        one.title = title_of(form, one, outcomes.beside(one, outcome, pattern))
        one.submission_key = f"{form.key}-{number}"
        further.append(one)
    return [draft, *further]


def draft_of(form: IntakeForm) -> Case:
    """But for its kind, category, priority and title."""
    page, code, place, thing = form.page, form.code, form.place, form.thing
    texts = {target: form.text_for(target) for target in (Target.DESCRIPTION, Target.ORDER_NUMBER)}
    draft = Case(
        source=Case.Source.FORM if code is None else Case.Source.CODE,
        description=texts[Target.DESCRIPTION],
        order_number=texts[Target.ORDER_NUMBER],
        worksite=place.worksite if place else None,
        place=(form.text_for(Target.PLACE) or (place.words if place else ""))[:200],
        answers=form.answers(),
        intake_page_id=page.pk,
        submission_key=form.key,
    )
    if code is not None:
        draft.worksite, draft.equipment, draft.concerns = code.worksite, code.equipment, code.concerns()
    if thing is not None and thing.equipment is not None:
        draft.equipment, draft.worksite = thing.equipment, thing.equipment.worksite
    draft.customer = customer_of(form)
    name_reporter(draft, form)
    return draft


def customer_of(form: IntakeForm) -> Customer | None:
    """By the organisation number, only where somebody reports who sees customers anyway. At a worksite it is not
    asked: the worksite's customer is the case's.
    """
    number = form.text_for(Target.CUSTOMER)
    if not number or not isinstance(form.user, User) or not form.user.has_perm("workflows.view_customer"):
        return None
    written = [number, number.replace("-", ""), f"16{number}", f"16{number.replace('-', '')}"]
    found = Customer.objects.visible_to(form.user).active().filter(organisation_number__in=written)[:2]
    return found[0] if len(found) == 1 else None


def name_reporter(draft: Case, form: IntakeForm) -> None:
    """A contact reports for her own customer; at another customer's worksite she is a passer-by with a name."""
    draft.reporter_name = form.text_for(Target.REPORTER_NAME)
    draft.reporter_email = form.text_for(Target.REPORTER_EMAIL)
    draft.reporter_phone = form.text_for(Target.REPORTER_PHONE)
    draft.reporter_language = (get_language() or "sv")[:2]
    contact = contact_of(form.user)
    if contact is None:
        return
    if draft.worksite is None or draft.worksite.customer_id == contact.customer_id:
        draft.reporter, draft.customer = contact, contact.customer
        return
    draft.reporter_name = draft.reporter_name or contact.name
    draft.reporter_email = draft.reporter_email or contact.email
    draft.reporter_phone = draft.reporter_phone or contact.phone


def contact_of(user: User | AnonymousUser) -> Contact | None:
    contact = getattr(user, "contact", None) if user.is_authenticated else None
    return contact if contact is not None and contact.is_active else None


def actor_of(user: User | AnonymousUser, draft: Case) -> Actor:
    if user.is_authenticated:
        return Actor.of(user, via="form")
    return Actor(None, None, draft.reporter_name, "form")


def title_of(form: IntakeForm, draft: Case, pattern: str) -> str:
    """By the pattern, else what was answered as title, how the description begins, or the form's name and the place."""
    where: Any = draft.worksite or draft.place
    if pattern and (
        made := outcomes.filled(pattern, words_of(form) | {"form": form.page.title, "worksite": str(where)})
    ):
        return made
    said = form.text_for(Target.TITLE)
    if not said and draft.description:
        said = outcomes.shortened(draft.description.strip().splitlines()[0], LONGEST_TITLE)
    return " ".join((said or f"{form.page.title}: {where}".rstrip(": ")).split())[:140]


def words_of(form: IntakeForm) -> dict[str, str]:
    return {
        question.clean_name: question_type(question.field_type).words(value, field)
        for question, value, field in form.answered()
    }
