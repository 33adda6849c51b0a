"""The questions that can be asked: a function (cases, period) → Statistic each, by dotted path."""

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

QUESTIONS: dict[str, tuple[str | Promise, str]] = {
    "worksites": (_("Worksites"), "reports.statistics.cases_per_worksite.cases_per_worksite"),
    "categories": (_("Categories"), "reports.statistics.cases_per_category.cases_per_category"),
    "months": (_("Months"), "reports.statistics.cases_per_month.cases_per_month"),
    "status": (_("Status"), "reports.statistics.cases_per_status.cases_per_status"),
}
FIRST = "worksites"


def question(name: str) -> Callable:  # type: ignore[type-arg]
    return import_string(QUESTIONS[name][1])
