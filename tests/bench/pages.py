"""What is measured, each with the floor that it is held against."""

import http.client
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

MARKER = "kuggstången"  # stands in equally many cases whatever the size
Facts = dict[str, Any]


@dataclass(frozen=True)
class Page:
    """`post` makes the form anew for each round; `expects` are the statuses that count as an answer."""

    name: str
    floor: str
    path: str
    who: str | None = None
    post: Callable[[], dict[str, str]] | None = None
    expects: tuple[int, ...] = (200,)


FLOORS = {
    "list": Page("floor: list", "list", "/floor/list/", "dora"),
    "post": Page("floor: post", "post", "/floor/post/", "dora", post=dict),
    "admin": Page("floor: empty admin page", "admin", "/admin/floor/", "dora"),
}


def pages(facts: Facts) -> list[Page]:
    case, field_case = facts["case"], facts["field_case"]
    return [
        Page("case list", "admin", "/admin/cases/?tab=all", "dora"),
        Page("case list, filtered", "admin", f"/admin/cases/?status=closed&customer={facts['customer']}", "dora"),
        Page("case list, text", "admin", f"/admin/cases/?{urlencode({'q': MARKER, 'tab': 'all'})}", "dora"),
        Page("case list, number", "admin", f"/admin/cases/?q={case}", "dora", expects=(200, 302)),
        Page("case room", "admin", f"/admin/cases/{case}/", "dora"),
        Page("technician's list", "list", "/field/", "tea"),
        Page("technician's case", "list", f"/field/{field_case}/", "tea"),
        Page("portal list", "list", "/portal/", "anna"),
        Page("portal case", "list", f"/portal/{case}/", "anna"),
        Page("one-case link", "list", f"/c/{facts['token']}/"),
        Page("form", "list", facts["form"]),
        Page("form post", "post", facts["form"], post=form_answers, expects=(302,)),
        Page("statistics", "admin", "/admin/statistics/", "dora"),
    ]


def form_answers() -> dict[str, str]:
    return {"title": "Hissen står still", "description": "Plan 2", "submission_key": uuid.uuid4().hex}


def ask(connection: http.client.HTTPConnection, page: Page, facts: Facts) -> float:
    """Milliseconds until the whole answer is here; another status than expected ends the bench with its words."""
    headers = {"Accept-Language": "sv"}
    if page.who:
        headers["Cookie"] = f"sessionid={facts['sessions'][page.who]}"
    body = None
    if page.post is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        body = urlencode(page.post())
    started = time.perf_counter()
    connection.request("GET" if page.post is None else "POST", page.path, body, headers)
    answer = connection.getresponse()
    content = answer.read()
    took = (time.perf_counter() - started) * 1000
    if answer.status not in page.expects:
        raise SystemExit(f"{page.name}: {page.path} answered {answer.status}\n{content[:3000].decode(errors='replace')}")
    return took
