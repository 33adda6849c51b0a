"""What was used on the case."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from technician.favourites import find_articles, quick_articles
from technician.forms import UseArticleForm
from technician.gate import for_verb, posts_only, user_of
from workflows.actions.declare_nothing_used import declare_nothing_used
from workflows.actions.remove_used_article import remove_used_article
from workflows.actions.use_article import use_article
from workflows.actions.use_planned_article import use_planned_article
from workflows.actor import Actor
from workflows.errors import NotPossible
from workflows.models import Article, Case
from workflows.permissions import possible


@for_verb("use_article")
def articles(request: HttpRequest, case: Case) -> HttpResponse:
    if request.method != "POST":
        return draw(request, case)
    form = UseArticleForm(request.POST)
    if not form.is_valid():
        return draw(request, case, form, status=422)
    article = form.cleaned_data["article"]
    key = form.key_for(case, article.pk)
    try:
        used = use_article(case, article, form.cleaned_data["quantity"], by=me(request), key=key)
    except NotPossible as refused:
        messages.error(request, str(refused))
        return draw(request, case, status=409)
    messages.success(request, _("Added: %(what)s.") % {"what": used})
    return redirect(here(case))


@for_verb("remove_used_article")
@posts_only
def remove(request: HttpRequest, case: Case, used: int) -> HttpResponse:
    found = get_object_or_404(case.used_articles, pk=used)  # type: ignore[attr-defined]
    try:
        remove_used_article(found, by=me(request))
    except NotPossible as refused:
        messages.error(request, str(refused))
        return draw(request, case, status=409)
    messages.success(request, _("Taken back: %(what)s.") % {"what": found})
    return redirect(here(case))


@for_verb("use_planned_article")
@posts_only
def use_planned(request: HttpRequest, case: Case, planned: int) -> HttpResponse:
    found = get_object_or_404(case.planned_articles, pk=planned)  # type: ignore[attr-defined]
    try:
        used = use_planned_article(found, by=me(request))
    except NotPossible as refused:
        messages.error(request, str(refused))
        return draw(request, case, status=409)
    messages.success(request, _("Added: %(what)s.") % {"what": used})
    return redirect(reverse("technician:case", args=[case.pk]) + "#articles")


@for_verb("declare_nothing_used")
@posts_only
def nothing(request: HttpRequest, case: Case) -> HttpResponse:
    try:
        declare_nothing_used(case, by=me(request))
    except NotPossible as refused:
        messages.error(request, str(refused))
        return draw(request, case, status=409)
    messages.success(request, _("Noted: nothing was used."))
    return redirect("technician:case", case.pk)


def draw(request: HttpRequest, case: Case, wrong: UseArticleForm | None = None, status: int = 200) -> HttpResponse:
    """`wrong` is a form that came back: its article stands on top, with what was typed."""
    user, text = user_of(request), request.GET.get("q", "")
    found = find_articles(user, text)
    context = {
        "case": case,
        "text": text,
        "wrong": wrong,
        "wrong_article": wrong.cleaned_data.get("article") if wrong else None,
        "found": rows(found),
        "quick": [] if found else rows(quick_articles(user)),
        "used": list(case.used_articles.standing()),
        "open_for_articles": possible(case, "use_article"),
        "sees_money": user.has_perm("workflows.see_money"),
    }
    return render(request, "technician/articles.html", context, status=status)


def rows(found: list[Article]) -> list[tuple[Article, UseArticleForm]]:
    return [
        (article, UseArticleForm(initial={"article": article.pk}, auto_id=f"a{article.pk}_%s")) for article in found
    ]


def here(case: Case) -> str:
    return reverse("technician:articles", args=[case.pk])


def me(request: HttpRequest) -> Actor:
    return Actor.of(user_of(request), via="field")
