"""The office's list of cases: tabs, filters, words, and the list as a file."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button, HeaderButton

from workflows.excel.answer import download
from workflows.excel.case import CaseResource
from workflows.models import OfficeRow, Status
from workflows.models.case_queryset import CaseQuerySet
from workflows.paging import page_of
from workflows.search import BIGGEST_NUMBER, LONGEST, search_cases
from workflows.viewsets.case_drawing import case_rows
from workflows.viewsets.case_filter import COUNTED, TABS, CaseFilter, chosen_tab, counts
from workflows.viewsets.case_gate import CaseScreen, cases_for, user_of

FORMS = {"xlsx", "csv"}
MOST_EXPORTED = 50_000  # some 10 seconds of Excel


class CaseListView(CaseScreen):
    template_name = "workflows/admin/case_list.html"
    page_title = gettext_lazy("Cases")

    def get(self, request: HttpRequest) -> HttpResponseBase:
        self.user = user_of(request)
        self.words = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:LONGEST]
        self.tab = chosen_tab(request.GET)
        self.filter = CaseFilter(request.GET, user=self.user)
        seen = cases_for(self.user)
        form = request.GET.get("export")
        if form not in FORMS and (pk := self.straight_to(seen)):
            return HttpResponseRedirect(reverse("cases:room", args=[pk]))
        rows = self.rows(seen)
        if form in FORMS:
            return self.export(rows, form)
        page = page_of(request, rows.for_office_rows(), counted=rows)
        page.object_list = OfficeRow.of(page.object_list)
        return TemplateResponse(request, self.template_name, self.get_context_data(page=page, seen=seen))

    def rows(self, seen: CaseQuerySet) -> CaseQuerySet:
        filtered = self.filter.rows(self.tab.rows(seen, self.user))
        return search_cases(filtered, self.words).order_by(self.ordering)  # type: ignore[return-value]

    def straight_to(self, seen: CaseQuerySet) -> int | None:
        """The case whose number was typed, when there is such a one."""
        number = self.words.removeprefix("#")
        if not (number.isascii() and number.isdigit()) or int(number) > BIGGEST_NUMBER:
            return None
        return seen.filter(pk=int(number)).values_list("pk", flat=True).first()

    @property
    def ordering(self) -> str:
        return "pk" if self.request.GET.get("sort") == "old" else "-pk"

    def export(self, rows: CaseQuerySet, form: str) -> HttpResponseBase:
        if rows.order_by()[: MOST_EXPORTED + 1].count() > MOST_EXPORTED:
            messages.error(
                self.request,
                _("These are more than %(most)d cases. Filter first, by date for example.") % {"most": MOST_EXPORTED},
            )
            return HttpResponseRedirect(self.address(export=None))
        return download(CaseResource(user=self.user), rows, form)

    def address(self, **changes: str | None) -> str:
        """This list with some of its query changed, from its first page on."""
        query = self.request.GET.copy()
        query["tab"] = self.tab.name
        for name in ["p", *changes]:
            query.pop(name, None)
        for name, value in changes.items():
            if value is not None:
                query[name] = value
        return f"{reverse('cases:index')}?{query.urlencode()}"

    def get_context_data(self, *, page: Page, seen: CaseQuerySet, **kwargs: Any) -> dict[str, Any]:
        pills = self.pills()
        assignees = self.filter.assignees() if self.can_assign else []
        return super().get_context_data(**kwargs) | {
            "page": page,
            "words": self.words,
            "tab": self.tab,
            "tabs": self.tabs({} if pills or self.words else counts(seen, self.user)),
            "filter": self.filter,
            "pills": pills,
            "clear_url": f"{reverse('cases:index')}?tab={self.tab.name}",
            "all_url": f"{reverse('cases:index')}?tab=all",
            "everywhere_url": self.everywhere(),
            "sort_url": self.address(sort=None if self.ordering == "pk" else "old"),
            "is_oldest_first": self.ordering == "pk",
            "where": whereabouts(page),
            "previous_url": self.page_url(page.number - 1) if page.has_previous() else "",
            "next_url": self.page_url(page.number + 1) if page.has_next() else "",
            "assignees": assignees,
            "rows": case_rows(page.object_list, to_pick=bool(assignees)),
            "here": self.request.get_full_path(),
        }

    def everywhere(self) -> str:
        """Where to look next when nothing was found: for the same words among all cases, or else at all of them."""
        query = {"tab": "all"} | ({"q": self.words} if self.words and (self.tab.name != "all" or self.pills()) else {})
        return f"{reverse('cases:index')}?{urlencode(query)}"

    @property
    def can_assign(self) -> bool:
        return self.user.has_perm("workflows.manage_cases") or self.user.has_perm("workflows.reassign_cases")

    def page_url(self, number: int) -> str:
        return f"{self.address()}&p={number}"

    def tabs(self, counted: dict[str, int]) -> list[dict[str, Any]]:
        return [
            {
                "label": tab.label,
                "url": self.address(tab=tab.name, status=None),
                "is_here": tab is self.tab,
                "count": f"{COUNTED}+" if counted[tab.name] > COUNTED else str(counted[tab.name]),
                "is_urgent": tab.name in {"new", "late"} and counted[tab.name] > 0,
            }
            if tab.name in counted
            else {"label": tab.label, "url": self.address(tab=tab.name, status=None), "is_here": tab is self.tab}
            for tab in TABS
        ]

    def pills(self) -> list[dict[str, str]]:
        """What is filtered by, each with the address of the list without it."""
        found = []
        for name, value in self.filter.cleaned_data.items():
            label = str(self.filter.fields[name].label)
            if name == "status":
                found += [self.status_pill(label, one) for one in value]
            elif value:
                shown = self.filter.tree.path(value.pk) if name == "category" else str(value)
                url = self.address(**{name: None, f"{name}_text": None})
                found.append({"label": str(label), "value": shown, "url": url})
        return found

    def status_pill(self, label: str, status: str) -> dict[str, str]:
        query = QueryDict(self.address().partition("?")[2], mutable=True)
        query.setlist("status", [one for one in query.getlist("status") if one != status])
        url = f"{reverse('cases:index')}?{query.urlencode()}"
        return {"label": label, "value": capfirst(str(Status(status).label)), "url": url}

    @cached_property
    def header_buttons(self) -> list[Button]:
        if not self.request.user.has_perm("workflows.manage_cases"):
            return []
        return [HeaderButton(_("New case"), url=reverse("cases:new"), icon_name="plus")]

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        return [
            Button(_("Excel out"), url=self.address(export="xlsx"), icon_name="download", priority=10),
            Button(_("CSV out"), url=self.address(export="csv"), icon_name="download", priority=20),
        ]


def whereabouts(page: Page) -> str:
    """“51–100 of 230”."""
    counted = {"first": page.start_index(), "last": page.end_index(), "all": min(page.paginator.count, COUNTED)}
    if page.paginator.is_bounded:  # type: ignore[attr-defined]
        return _("%(first)d–%(last)d of more than %(all)d") % counted
    return _("%(first)d–%(last)d of %(all)d") % counted
