from datetime import timedelta

from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from workflows.actions.close_case import close_case
from workflows.actor import SYSTEM
from workflows.errors import Refused
from workflows.gates import unheld
from workflows.models import Case, Company, Status

BATCH = 200


def close_done_cases() -> int:
    """Closes what has been done for the company's number of days, or what the customer approved before all was there.

    The number closed; at most a batch a call. What a gate holds back is not even looked at.
    """
    company = Company.load()
    before = timezone.now() - timedelta(days=company.auto_close_days)
    due = Case.objects.filter(Q(finished_at__lt=before) | Q(approved_at__isnull=False), status=Status.DONE)
    return sum(close(case, company.auto_close_days) for case in due.filter(unheld("close")).order_by("pk")[:BATCH])


def close(case: Case, days: int) -> bool:
    with translation.override(case.reporter_language):
        reason = _("Closed by itself %(days)s days after it was done.") % {"days": days}
        if case.approved_at is not None:
            reason = _("Closed after your approval.")
    try:
        close_case(case, by=SYSTEM, reason=reason, version=case.version)
    except Refused:  # somebody reopened or closed it just now
        return False
    return True
