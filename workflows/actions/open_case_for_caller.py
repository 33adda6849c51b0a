from collections.abc import Sequence

from django.db import transaction

from workflows.actions.open_case import open_case, opened_before
from workflows.actor import Actor
from workflows.models import Case, Contact, Customer, Worksite
from workflows.pictures import Accepted


def open_case_for_caller(
    draft: Case,
    *,
    by: Actor,
    customer: Customer | None = None,
    worksite: Worksite | None = None,
    contact: Contact | None = None,
    files: Sequence[Accepted] = (),
) -> Case:
    """Opens the case with what is new to us of customer, worksite and contact person: all of it, or nothing.

    The three are unsaved rows; those that exist stand in the draft already. A worksite or a contact person needs a
    customer, new or the draft's. Raises NobodyAnswers.
    """
    if (before := opened_before(draft)) is not None:
        return before
    with transaction.atomic():
        if customer is not None:
            customer.save(force_insert=True)
            draft.customer = customer
        if worksite is not None:
            assert draft.customer is not None
            worksite.customer = draft.customer
            worksite.save(force_insert=True)
            draft.worksite = worksite
        if contact is not None:
            assert draft.customer is not None
            contact.customer = draft.customer
            contact.save(force_insert=True)
            draft.reporter = contact
        case = open_case(draft, by=by, files=files)
        if case is not draft:  # the same post arrived twice at once, and the other made the rows
            transaction.set_rollback(True)
    return case
