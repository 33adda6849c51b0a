from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from reports.statistics.base import Row, Statistic, counted, opened_within
from reports.statistics.period import Period
from workflows.models import Case, Status


def cases_per_status(cases: QuerySet[Case], period: Period) -> Statistic:
    """How the cases of the period stand now, on the way from new to ended. One query."""
    found = {one["status"]: one for one in counted(opened_within(cases, period), "status")}
    rows = [
        Row(capfirst(str(status.label)), found[status]["cases"], found[status]["still_open"], {"status": status.value})
        for status in Status
        if status in found
    ]
    return Statistic(_("Cases per status"), _("Status"), period, rows)
