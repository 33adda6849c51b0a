from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from accounts.models import User
from portal import case_page
from portal.doors import Door, with_shown
from portal.gate import for_customers
from workflows import permissions
from workflows.actor import Actor
from workflows.models import Viewer


@for_customers
@require_safe
def case(request: HttpRequest, pk: int) -> HttpResponse:
    return case_page.show(request, door_to(request, pk))


@for_customers
def message(request: HttpRequest, pk: int) -> HttpResponse:
    return case_page.write(request, door_to(request, pk))


@for_customers
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    return case_page.approve(request, door_to(request, pk))


@for_customers
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    return case_page.reopen(request, door_to(request, pk))


@for_customers
@require_safe
def file(request: HttpRequest, pk: int, attachment: int, thumbnail: bool = False) -> HttpResponseBase:
    return case_page.file(request, door_to(request, pk), attachment, thumbnail)


def door_to(request: HttpRequest, pk: int) -> Door:
    user: User = request.user  # type: ignore[assignment]
    found = with_shown(Viewer.of(user), pk)
    return Door(
        case=found,
        actor=Actor.of(user, via="portal"),
        namespace="portal",
        key=found.number,
        verbs=frozenset(permissions.CUSTOMER & permissions.rights_of(user)),
        own=True,
        discreet=False,
        limited_as=f"user:{user.pk}",
    )
