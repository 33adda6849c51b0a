"""What is measured, each with the floor that it is held against."""

from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

MARKER = "kuggstången"  # stands in equally many cases whatever the size
LIST, POST, ADMIN = "list", "post", "admin"
GOALS = {LIST: 3.0, POST: 5.0, ADMIN: 3.0}
MOST_GROWTH = 1.3
Facts = dict[str, Any]


@dataclass(frozen=True)
class Page:
    """`paths` are asked in turn. A post is made of the form on `form`, or on its own address, with these answers."""

    name: str
    floor: str
    paths: list[str]
    who: str | None = None
    answers: dict[str, str] | None = None
    forms: list[str] = field(default_factory=list)
    expects: tuple[int, ...] = (200,)
    may_grow: bool = False


def floor_of(page: Page) -> Page:
    """Asked by the same person. Whatever page it is held against, it has the 50 rows of a full list."""
    if page.floor == POST:
        return Page("floor", POST, ["/floor/post/"], page.who, answers={}, expects=(302,))
    path = "/admin/floor/" if page.floor == ADMIN else "/floor/list/"
    return Page("floor", page.floor, [path], page.who)


def pages(facts: Facts) -> list[Page]:
    return [*staff_pages(facts), *other_pages(facts), *posts(facts)]


def staff_pages(facts: Facts) -> list[Page]:
    office = Page("", ADMIN, [], "dora")
    by_customer = urlencode({"tab": "all", "status": "closed", "customer": facts["customer"]})
    by_text = urlencode({"tab": "all", "q": MARKER})
    return [
        replace(office, name="case list", paths=["/admin/cases/?tab=all"]),
        replace(office, name="case list, open", paths=["/admin/cases/"]),
        replace(office, name="case list, filtered", paths=[f"/admin/cases/?{by_customer}"]),
        replace(office, name="case list, by text", paths=[f"/admin/cases/?{by_text}"]),
        replace(office, name="case list, by number", paths=[f"/admin/cases/?q={facts['case']}"], expects=(302,)),
        replace(office, name="case room", paths=[f"/admin/cases/{facts['case']}/"]),
        replace(office, name="start page", paths=["/admin/"]),
        replace(office, name="used articles", paths=["/admin/used-articles/?exported=all"], who="edda"),
        replace(office, name="statistics", paths=["/admin/statistics/"], may_grow=True),
    ]


def other_pages(facts: Facts) -> list[Page]:
    case = facts["case"]
    return [
        Page("technician's list", LIST, ["/field/"], "tea"),
        Page("technician's case", LIST, [f"/field/{facts['field_case']}/"], "tea"),
        Page("portal list", LIST, ["/portal/?status=all"], "anna"),
        Page("portal list, by text", LIST, [f"/portal/?status=all&{urlencode({'q': MARKER})}"], "anna"),
        Page("portal case", LIST, [f"/portal/{case}/"], "anna"),
        Page("one-case link", LIST, [f"/c/{facts['token']}/"]),
        Page("form", LIST, [facts["form"]]),
        Page("form of a scanned code", LIST, [f"/q/{facts['code']}/"]),
        Page("home page", LIST, ["/"]),
    ]


def posts(facts: Facts) -> list[Page]:
    fresh = [f"/field/{pk}/" for pk in facts["fresh"]]
    return [
        Page("form post", POST, [facts["form"]], answers=facts["answers"], expects=(302,)),
        Page(
            "status change",
            POST,
            [f"{case}{step}/" for case in fresh for step in ("acknowledge", "start")],
            "olle",
            answers={},
            forms=[case for case in fresh for _step in ("acknowledge", "start")],
            expects=(302,),
        ),
    ]
