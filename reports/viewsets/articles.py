"""What was used, as economy needs it: filtered, as a file, and marked as exported."""

from pathlib import Path
from typing import Any

from django.db.models import F, FilteredRelation, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from reports.actions.export_used_articles import export_used_articles
from reports.actions.write_article_report import KIND, plan_article_report
from reports.excel import writing
from reports.excel.choice import ArticleChoice, chosen_articles
from reports.viewsets.article_drawing import article_rows
from reports.viewsets.files import answer, stored
from reports.viewsets.screen import Screen
from workflows.errors import Refused
from workflows.models import Job, UsedArticle
from workflows.paging import BOUND, page_of
from workflows.viewsets.case_gate import actor_of, needs, user_of

SHOWN = (
    *("number", "name", "note", "quantity", "unit", "price", "used_at"),
    *("case__title", "case__place", "case__customer__name", "case__worksite__name"),
)
may_see = needs("workflows.see_money")
may_export = needs("workflows.see_money", "reports.export_used_articles", "reports.view_exportbatch")


class ArticlesView(Screen):
    template_name = "reports/articles.html"
    header_icon = "invoice"
    page_title = gettext_lazy("Used articles")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        choice = ArticleChoice(self.request.GET, user=user_of(self.request))
        rows = choice.rows()
        page = page_of(self.request, with_export(rows), counted=rows)
        may_see_exports = self.request.user.has_perms(["reports.view_exportbatch", "workflows.see_all_cases"])
        query = self.request.GET.copy()
        query.pop("p", None)
        here = f"{reverse('reports:articles')}?{query.urlencode()}"
        return super().get_context_data(**kwargs) | {
            "choice": choice,
            "page": page,
            "bound": BOUND,
            "asked": query.urlencode(),
            "rows": article_rows(page.object_list, may_see_exports=may_see_exports),
            "may_export": self.request.user.has_perms(["reports.export_used_articles", "reports.view_exportbatch"]),
            "previous_url": f"{here}&p={page.number - 1}" if page.has_previous() else "",
            "next_url": f"{here}&p={page.number + 1}" if page.has_next() else "",
        }


def with_export(rows: QuerySet[UsedArticle]) -> QuerySet[UsedArticle]:
    """Each row with its case and, in `batch_id`, the export that holds it."""
    joined = FilteredRelation("export_lines", condition=Q(export_lines__live=True))
    named = rows.select_related("case__customer", "case__worksite").only(*SHOWN)
    return named.annotate(exported_in=joined).annotate(batch_id=F("exported_in__batch"))


@require_POST
def article_file(request: HttpRequest) -> HttpResponseBase:
    """Few rows at once; many as a job whose page shows how far it has come."""
    may_see(request)
    form, asked = request.POST.get("form", ""), asked_in(request)
    if form not in ("xlsx", "csv"):
        raise Http404
    user = user_of(request)
    if not ArticleChoice(QueryDict(asked), user=user).is_valid():
        return redirect(back_to(asked))
    rows = chosen_articles(user, asked)
    if writing.is_small(rows):
        make = writing.workbook if form == "xlsx" else writing.text_file
        return answer(make(rows), writing.file_name(form))
    job = plan_article_report(user, asked=asked, form=form)
    return redirect("reports:job", job.pk)


@require_POST
def mark_exported(request: HttpRequest) -> HttpResponse:
    may_export(request)
    asked = asked_in(request)
    try:
        batch = export_used_articles(asked, by=actor_of(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(back_to(asked))
    if batch.count <= writing.AT_ONCE:
        writing.keep_file(batch)
    else:
        plan_article_report(user_of(request), batch=batch.pk)
    return redirect(f"{reverse('reports:export', args=[batch.pk])}?new=1")


def asked_in(request: HttpRequest) -> str:
    """The query of the page that posts, written anew: what it is kept in (JSON) takes no NUL on PostgreSQL."""
    return QueryDict(request.POST.get("asked", "")).urlencode()


def back_to(asked: str) -> str:
    return f"{reverse('reports:articles')}?{QueryDict(asked).urlencode()}"


class JobView(Screen):
    """How far the file has come, and at the end the file. Only its owner finds it."""

    guard = staticmethod(may_see)
    template_name = "reports/job.html"
    header_icon = "download"
    page_title = gettext_lazy("A file is being written")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        job = get_object_or_404(jobs(self.request), pk=self.kwargs["pk"])
        return super().get_context_data(**kwargs) | {
            "job": job,
            "is_being_written": job.state in (Job.State.WAITING, Job.State.RUNNING),
            "asked": job.parameters.get("asked", ""),
        }

    def crumbs(self) -> list[dict[str, Any]]:
        return [{"url": reverse("reports:articles"), "label": _("Used articles")}]


def job_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    may_see(request)
    job = get_object_or_404(jobs(request), pk=pk, state=Job.State.DONE)
    return stored(job.file, Path(job.file.name or "none.csv").name)


def jobs(request: HttpRequest) -> QuerySet[Job]:
    return Job.objects.visible_to(user_of(request)).filter(kind=KIND)
