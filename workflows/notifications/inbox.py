"""The bell: one person's notices, found by `visible_to` again each time, marked as read by a POST alone."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.http import Http404, HttpRequest
from django.utils import timezone

from accounts.models import User
from workflows import links
from workflows.models import Case, Delivery
from workflows.paging import page_of


@dataclass(frozen=True)
class Row:
    """`case` only while the person may still see it; else nothing is told but that there was something."""

    notice: Delivery
    case: Case | None


def listed(request: HttpRequest, user: User) -> dict[str, Any]:
    """What the page of notices shows. The newest first; two queries."""
    notices = Delivery.objects.bell_of(user).select_related("event__case").order_by("-pk")
    page = page_of(request, notices.defer("text", "html", "event__case__search_text", "event__case__description"))
    seen = Case.objects.visible_to(user).filter(pk__in={notice.event.case_id for notice in page})
    visible = set(seen.order_by().values_list("pk", flat=True))
    rows = [Row(one, one.event.case if one.event.case_id in visible else None) for one in page]
    return {
        "page": page,
        "rows": rows,
        "has_unread": any(row.notice.read_at is None for row in rows),
        **neighbours(page),
    }


def neighbours(page: Page) -> dict[str, str]:
    return {
        "previous_url": f"?p={page.previous_page_number()}" if page.has_previous() else "",
        "next_url": f"?p={page.next_page_number()}" if page.has_next() else "",
        "where": f"{page.start_index()}–{page.end_index()}",
    }


def mark(request: HttpRequest, user: User) -> str:
    """Does what the button said. The path of the case where it was to be opened, else nothing.

    Raises Http404 for a notice, or a case, that is not hers.
    """
    mine = Delivery.objects.bell_of(user)
    if "all" in request.POST:
        mine.unread().update(read_at=timezone.now())
        return ""
    name = "open" if "open" in request.POST else "read"
    wish = request.POST.get(name, "")
    number = int(wish) if wish.isascii() and wish.isdecimal() and len(wish) <= 18 else 0
    notice = mine.filter(pk=number).select_related("event").first()
    if notice is None:
        raise Http404
    mine.unread().filter(pk=notice.pk).update(read_at=timezone.now())
    if name != "open":
        return ""
    case = Case.objects.visible_to(user).filter(pk=notice.event.case_id).first()
    if case is None:
        raise Http404
    return links.own_path(case, user)
