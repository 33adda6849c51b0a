"""The only door from forms to workflows: a valid form becomes a case."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.utils.translation import get_language

from accounts.models import User
from forms.fields import Target
from forms.form import IntakeForm
from forms.models.submission import FormSubmission
from workflows.actions.open_case import insert_case, opened_before
from workflows.actor import Actor
from workflows.models import Case, Contact, Priority

LONGEST_TITLE = 100


def submit(form: IntakeForm, *, counted: Callable[[], bool]) -> Case | None:
    """Once per key of the form: posted again, it gives the case of the first time. Raises NobodyAnswers.

    `counted` counts it, in the case's own transaction; where it says no, nothing is written. It counts last, as
    others wait for a form's counter. Files have been opened when the form was validated; here only rows are written.
    """
    draft = draft_of(form)
    try:
        with transaction.atomic():
            case = insert(form, draft)
            if counted():
                return case
            transaction.set_rollback(True)
            return None
    except IntegrityError:
        if (before := opened_before(draft)) is not None:
            return before
        raise


def insert(form: IntakeForm, draft: Case) -> Case:
    case = insert_case(draft, actor_of(form.user, draft), form.photos)
    FormSubmission.objects.create(
        form_data=form.by_question(),
        page=form.page,
        case=case,
        code=form.code,
        user=form.user if form.user.is_authenticated else None,
    )
    return case


def draft_of(form: IntakeForm) -> Case:
    page, code, place = form.page, form.code, form.place
    texts = {target: form.text_for(target) for target in (Target.DESCRIPTION, Target.ORDER_NUMBER)}
    draft = Case(
        kind=page.kind,
        source=Case.Source.FORM if code is None else Case.Source.CODE,
        description=texts[Target.DESCRIPTION],
        order_number=texts[Target.ORDER_NUMBER],
        priority=page.category.priority if page.category else Priority.NORMAL,
        category=page.category,
        worksite=place.worksite if place else None,
        place=(form.text_for(Target.PLACE) or (place.words if place else ""))[:200],
        answers=form.answers(),
        intake_page_id=page.pk,
        submission_key=form.key,
    )
    if code is not None:
        draft.worksite, draft.equipment, draft.concerns = code.worksite, code.equipment, code.concerns()
    name_reporter(draft, form)
    draft.title = title_of(form, draft)
    return draft


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


def title_of(form: IntakeForm, draft: Case) -> str:
    """What was answered as title, else how the description begins, else the form's name and the place."""
    said = form.text_for(Target.TITLE)
    if not said and draft.description:
        said = shortened(draft.description.strip().splitlines()[0])
    where: Any = draft.worksite or draft.place
    return " ".join((said or f"{form.page.title}: {where}".rstrip(": ")).split())[:140]


def shortened(text: str) -> str:
    """At most LONGEST_TITLE letters, cut between words."""
    if len(text) <= LONGEST_TITLE:
        return text
    begun = text[:LONGEST_TITLE]
    return f"{(begun.rpartition(' ')[0] or begun).rstrip('.,;: ')}…"
