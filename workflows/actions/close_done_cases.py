from datetime import timedelta

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from workflows.actions.close_case import close_case
from workflows.actor import SYSTEM
from workflows.errors import Refused
from workflows.models import Case, Company, Status

BATCH = 200


def close_done_cases() -> int:
    """Closes what has been done for the company's number of days. The number closed; at most a batch a call."""
    company = Company.load()
    before = timezone.now() - timedelta(days=company.auto_close_days)
    closed = 0
    for case in Case.objects.filter(status=Status.DONE, finished_at__lt=before)[:BATCH]:
        with translation.override(case.reporter_language):
            reason = _("Closed by itself %(days)s days after it was done.") % {"days": company.auto_close_days}
        try:
            close_case(case, by=SYSTEM, reason=reason, version=case.version)
        except Refused:  # somebody reopened or closed it just now
            continue
        closed += 1
    return closed
