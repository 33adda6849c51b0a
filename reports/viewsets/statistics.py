from tempfile import TemporaryFile
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.statistics import QUESTIONS, charts, question
from reports.statistics.base import Row, Statistic
from reports.statistics.period import READY, USUAL, PeriodForm
from reports.viewsets.screen import Screen
from workflows.sheets import WHOLE, write_workbook
from workflows.viewsets.addresses import as_id
from workflows.viewsets.case_gate import cases_for, needs, user_of

SHOWN = 25  # bars; the table has them all
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class StatisticsView(Screen):
    """One question about the cases that the person sees, opened in a period: bars, and the table below."""

    guard = staticmethod(needs("workflows.view_case"))
    template_name = "reports/statistics.html"
    header_icon = "chart"
    page_title = gettext_lazy("Statistics")
    question_name = ""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        asked = request.GET if "period" in request.GET else {"period": USUAL}
        self.form = PeriodForm(asked, auto_id="period_%s")
        self.statistic = self.answer()
        if request.GET.get("export") == "xlsx":
            return workbook(self.statistic)
        return super().get(request, *args, **kwargs)

    def answer(self) -> Statistic:
        more = {}
        if self.question_name == "categories":
            more["below"] = as_id(self.request.GET.get("below", ""))
        found: Statistic = question(self.question_name)(cases_for(user_of(self.request)), self.form.chosen(), **more)
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        statistic = self.statistic
        return super().get_context_data(**kwargs) | {
            "form": self.form,
            "periods": self.periods(),
            "below": as_id(self.request.GET.get("below", "")),
            "statistic": statistic,
            "chart": chart(statistic),
            "left_out": 0 if statistic.upright else max(0, len(statistic.rows) - SHOWN),
            "shown": SHOWN,
            "rows": [self.line(row) for row in statistic.rows],
            "questions": self.questions(),
            "up_url": self.address(below=None) if self.request.GET.get("below") else "",
            "excel_url": self.address(export="xlsx"),
        }

    def line(self, row: Row) -> dict[str, Any]:
        return {
            "label": row.label,
            "url": self.statistic.address(row),
            "inside_url": self.address(**row.inside) if row.inside else "",
            "cases": row.cases,
            "still_open": row.still_open,
            "share": round(100 * row.cases / self.statistic.cases) if self.statistic.cases else 0,
        }

    def questions(self) -> list[dict[str, Any]]:
        query = self.query(below=None)
        return [
            {"label": label, "url": f"{reverse(f'reports:{name}')}{query}", "is_here": name == self.question_name}
            for name, (label, _path) in QUESTIONS.items()
        ]

    def periods(self) -> list[dict[str, Any]]:
        chosen = self.form["period"].value()
        ready = [(name, label) for name, label in self.form.fields["period"].choices if name in READY]  # type: ignore[attr-defined]
        return [
            {
                "label": label,
                "url": self.address(period=name, first=None, last=None),
                "is_here": name == chosen,
            }
            for name, label in ready
        ]

    def address(self, **changes: Any) -> str:
        return f"{self.request.path}{self.query(**changes)}"

    def query(self, **changes: Any) -> str:
        """The question of this page with some of it changed; None leaves a part out."""
        asked = self.request.GET.copy()
        asked.pop("export", None)
        for name, value in changes.items():
            asked.pop(name, None)
            if value is not None:
                asked[name] = str(value)
        return f"?{asked.urlencode()}" if asked else ""


def chart(statistic: Statistic) -> SafeString:
    rows = statistic.rows if statistic.upright else statistic.rows[:SHOWN]
    labels, urls = [row.label for row in rows], [statistic.address(row) for row in rows]
    cases = [row.cases for row in rows]
    if statistic.upright:
        return charts.columns(statistic.heading, labels, cases, urls)
    return charts.bars(statistic.heading, labels, cases, urls)


def workbook(statistic: Statistic) -> FileResponse:
    target = TemporaryFile()  # noqa: SIM115 (the response closes it)
    headers = [statistic.of_what, _("Cases"), _("Still open")]
    rows = [[row.label, row.cases, row.still_open] for row in statistic.rows]
    write_workbook(target, statistic.heading, headers, rows, {1: WHOLE, 2: WHOLE})
    target.seek(0)
    name = f"{slugify(statistic.heading)}-{statistic.period.first}-{statistic.period.last}.xlsx"
    response = FileResponse(target, as_attachment=True, filename=name, content_type=XLSX)
    response["Cache-Control"] = "private, no-store"
    return response
