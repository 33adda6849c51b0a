"""Who comes into the field pages, and to which cases."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect

from accounts.models import User
from workflows.models import Case, Viewer
from workflows.permissions import may
from workflows.seen_cases import SeenCases

View = Callable[..., HttpResponseBase]
JOINED = ("customer", "worksite__contact", "category", "equipment", "responsible", "team", "reporter")
SHOWN = [
    *("title", "status", "stage", "status_since", "priority", "description", "place", "answers", "version"),
    *("acknowledge_by", "finish_by", "finish_by_promised", "clock_stopped_since", "nothing_used"),
    *("acknowledge_climbs_from", "finish_climbs_from"),
    *("team__untouched_minutes", "team__untouched_then", "team__untouched_from", "customer__service_level"),
    *("assignment_reason", "concerns_id", "reporter_name", "reporter_email", "reporter_phone", "reporter_language"),
    *("worksite__name", "worksite__street", "worksite__postal_code", "worksite__city", "worksite__access_notes"),
    *("worksite__contact__name", "worksite__contact__phone", "customer__name", "equipment__name", "equipment__number"),
    *("category__name_sv", "category__name_en", "team__name", "reporter__email", "reporter__is_active"),
    *("responsible__first_name", "responsible__last_name", "responsible__email"),
]

shown = SeenCases(lambda cases, pk: cases.filter(pk=pk).select_related(*JOINED).only(*SHOWN), -1)


def for_field(view: View) -> View:
    """Asks for log-in. For anybody who does no field work the pages do not exist."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not user_of(request).has_perm("workflows.work_cases"):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def for_verb(verb: str) -> Callable[[View], View]:
    """Gives the view the case in place of its number, if the person sees it and has the right to the verb. Else 404."""

    def decorate(view: View) -> View:
        @for_field
        @wraps(view)
        def guarded(request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponseBase:
            case = find(request, pk)
            if not may(request.user, verb, case):
                raise Http404
            return view(request, case, **kwargs)

        return guarded

    return decorate


def posts_only(view: View) -> View:
    """An address that only takes posts, opened as a page (a reload, a log-in on the way), leads to the case."""

    @wraps(view)
    def guarded(request: HttpRequest, case: Case, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST":
            return redirect("technician:case", case.pk)
        return view(request, case, **kwargs)

    return guarded


def find(request: HttpRequest, pk: int) -> Case:
    """With what its page shows, and no more; a post that succeeds shows no page."""
    user = user_of(request)
    if request.method == "POST":
        return get_object_or_404(Case.objects.visible_to(user), pk=pk)
    for case in shown(Viewer.of(user), pk):
        return case
    raise Http404


def user_of(request: HttpRequest) -> User:
    return request.user  # type: ignore[return-value]
