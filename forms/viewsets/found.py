"""All that a register's list finds at the moment: `next` carries the list's address with its filters and search."""

from typing import Any
from urllib.parse import urlsplit

from django.db.models import Model, QuerySet
from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, resolve, reverse
from wagtail.admin.utils import get_valid_next_url_from_request

from workflows.viewsets.addresses import NAMESPACES
from workflows.viewsets.listing import finding


def found_in_list(request: HttpRequest, model: type[Model], rows: Any) -> Any:
    """None of `rows` where `next` is not the list of these things: then nobody has seen what "all" would be."""
    address = urlsplit(get_valid_next_url_from_request(request))
    if address.path != reverse(f"{NAMESPACES[model]}:index"):
        return rows.none()
    try:
        view = resolve(address.path).func.view_class  # type: ignore[attr-defined]
        options = resolve(address.path).func.view_initkwargs  # type: ignore[attr-defined]
    except Resolver404:
        return rows.none()
    return narrowed(request, QueryDict(address.query), rows, options, view)


def narrowed(request: HttpRequest, asked: QueryDict, rows: QuerySet, options: dict[str, Any], view: Any) -> QuerySet:
    filters = options["filterset_class"](asked, queryset=rows, request=request)
    found = filters.qs if filters.is_valid() else rows.none()
    words = asked.get("q", "").strip()
    return finding(found, words, options["search_fields"]) if words else found
