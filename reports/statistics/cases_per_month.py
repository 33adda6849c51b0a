from django.db.models import QuerySet
from django.db.models.functions import TruncMonth
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from reports.statistics.base import Row, Statistic, counted, opened_within
from reports.statistics.period import Period
from workflows.models import Case


def cases_per_month(cases: QuerySet[Case], period: Period) -> Statistic:
    """Every month of the period, in order, also those without a case. One query."""
    month = TruncMonth("opened_at", tzinfo=timezone.get_default_timezone())
    found = {one["month"].date().replace(day=1): one for one in counted(opened_within(cases, period), month=month)}
    months = period.months()
    years = len({part.first.year for part in months}) > 1
    rows = []
    for part in months:
        one = found.get(part.first.replace(day=1), {"cases": 0, "still_open": 0})
        label = capfirst(date_format(part.first, "M Y" if years else "F"))
        days = {"opened_from": part.first.isoformat(), "opened_to": part.last.isoformat()}
        rows.append(Row(label, one["cases"], one["still_open"], days))
    return Statistic(_("Cases per month"), _("Month"), period, rows, upright=True)
