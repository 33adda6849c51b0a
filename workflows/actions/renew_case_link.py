from django.db import transaction
from django.utils import timezone

from workflows.actor import Actor
from workflows.models import Case, CaseLink


@transaction.atomic
def renew_case_link(case: Case, *, by: Actor) -> CaseLink:
    """A new key to the case for its reporter; every earlier one stops opening it."""
    Case.objects.select_for_update().get(pk=case.pk)
    case.links.valid().update(revoked_at=timezone.now())
    return CaseLink.objects.create(case=case, name=case.reporter_name, email=case.reporter_email)
