from collections import Counter

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from reports.statistics.base import Row, Statistic, counted, opened_within
from reports.statistics.period import Period
from workflows.models import Case


def cases_per_worksite(cases: QuerySet[Case], period: Period) -> Statistic:
    """One query. Worksites of the same name are told apart by their customer."""
    found = counted(opened_within(cases, period), "worksite__name", "worksite__customer__name", "worksite")
    same = Counter(one["worksite__name"] for one in found)
    rows = []
    for one in found:
        label = one["worksite__name"] or _("No worksite")
        if same[one["worksite__name"]] > 1 and one["worksite"]:
            label = f"{label} ({one['worksite__customer__name']})"
        choice = {"worksite": one["worksite"]} if one["worksite"] else None
        rows.append(Row(label, one["cases"], one["still_open"], choice))
    return Statistic(_("Cases per worksite"), _("Worksite"), period, rows)
