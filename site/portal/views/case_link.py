"""The one-case link: no log-in, one case, revocable. A GET changes nothing, whoever opens the mail."""

import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from portal import case_page
from portal.doors import Door, with_shown
from workflows import permissions
from workflows.actor import Actor
from workflows.models import CaseLink, Viewer
from workflows.prepared import Prepared

View = Callable[..., HttpResponseBase]


def by_link(view: View) -> View:
    """Gives the view its Door. Unknown token: 404. Revoked: a page that says so and nothing of the case."""

    @wraps(view)
    def opened(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponseBase:
        link = find(token)
        if link is None:
            response: HttpResponseBase = render(request, "portal/link_revoked.html", status=410)
        else:
            speak_as_reporter(request, link)
            response = view(request, door_to(request, link), **kwargs)
        response["Content-Language"] = translation.get_language()
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "same-origin"
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return opened


links = Prepared(lambda token: CaseLink.objects.filter(token=token).order_by(), "?")


def find(token: str) -> CaseLink | None:
    """The valid link, None for a revoked one. Raises Http404 for a token that never was.

    Two queries: in one, PostgreSQL ponders the best order of ten joins for longer than all else takes.
    """
    link = next(iter(links(token)), None)
    if link is None or not secrets.compare_digest(link.token.encode(), token.encode()):
        raise Http404
    if link.revoked_at:
        return None
    link.case = with_shown(Viewer("link", (link.case_id,)), link.case_id)
    return link


def speak_as_reporter(request: HttpRequest, link: CaseLink) -> None:
    """Somebody who has chosen no language here reads the one she reported in."""
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES and not request.user.is_authenticated:
        translation.activate(link.case.reporter_language)
        request.LANGUAGE_CODE = link.case.reporter_language  # type: ignore[attr-defined]


def door_to(request: HttpRequest, link: CaseLink) -> Door:
    """Staff who open a customer's link read only: what they wrote would stand there as the customer's words."""
    case, actor = link.case, Actor.holder(link)
    return Door(
        case=case,
        actor=actor,
        namespace="case_link",
        key=link.token,
        verbs=frozenset() if request.user.is_staff else frozenset(permissions.CUSTOMER),  # type: ignore[union-attr]
        own=actor.contact is not None or link.email.lower() == case.reporter_email.lower(),
        discreet=True,
        limited_as=f"link:{link.pk}",
    )


@require_safe
@by_link
def case(request: HttpRequest, door: Door) -> HttpResponse:
    return case_page.show(request, door)


@by_link
def message(request: HttpRequest, door: Door) -> HttpResponse:
    return case_page.write(request, door)


@by_link
def approve(request: HttpRequest, door: Door) -> HttpResponse:
    return case_page.approve(request, door)


@by_link
def reopen(request: HttpRequest, door: Door) -> HttpResponse:
    return case_page.reopen(request, door)


@require_safe
@by_link
def file(request: HttpRequest, door: Door, attachment: int, thumbnail: bool = False) -> HttpResponseBase:
    return case_page.file(request, door, attachment, thumbnail)
