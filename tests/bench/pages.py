"""What is measured, each with the floor that it is held against."""

from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

MARKER = "kuggstången"  # stands in equally many cases whatever the size
MARKED, SHOWN = 60, 50  # cases with the marker, half of them the customer's; rows of a full list
ENTRY, QUESTION = '<li class="entry', 'class="field field--'
LIST, POST, ADMIN = "list", "post", "admin"
GOALS = {LIST: 3.0, POST: 5.0, ADMIN: 3.0}
MOST_GROWTH = 1.3
Facts = dict[str, Any]


@dataclass(frozen=True)
class Page:
    """`paths` are asked in turn. A post is made of the form on `forms`, or on its own address, with these answers.

    `row`: how a row of the page begins, by which its rows are counted; it must have `rows` of them, or some.
    """

    name: str
    floor: str
    paths: list[str]
    who: str | None = None
    answers: dict[str, str] | None = None
    forms: list[str] = field(default_factory=list)
    expects: tuple[int, ...] = (200,)
    row: str = ""
    rows: int = 0
    may_grow: bool = False


def floor_of(page: Page, rows: int) -> Page:
    """Asked by the same person, with as many rows as the page was found to have."""
    if page.floor == POST:
        return Page("floor", POST, ["/floor/post/"], page.who, answers={}, expects=(302,))
    if page.floor == ADMIN:
        return Page("floor", ADMIN, ["/admin/floor/"], page.who)
    return Page("floor", LIST, [f"/floor/list/{rows}/"], page.who, row="<tr", rows=rows)


def pages(facts: Facts) -> list[Page]:
    return [*staff_pages(facts), *other_pages(facts), *posts(facts)]


def staff_pages(facts: Facts) -> list[Page]:
    office = Page("", ADMIN, [], "dora")
    cases = replace(office, row='<td class="s-cases__number">', rows=SHOWN)
    used = replace(office, who="edda", row='<span class="r-short">', rows=SHOWN)
    by_customer = urlencode({"tab": "all", "status": "closed", "customer": facts["customer"]})
    by_text = urlencode({"tab": "all", "q": MARKER})
    return [
        replace(cases, name="case list", paths=["/admin/cases/?tab=all"]),
        replace(cases, name="case list, open", paths=["/admin/cases/"]),
        replace(cases, name="case list, filtered", paths=[f"/admin/cases/?{by_customer}"]),
        replace(cases, name="case list, by text", paths=[f"/admin/cases/?{by_text}"]),
        replace(office, name="case list, by number", paths=[f"/admin/cases/?q={facts['case']}"], expects=(302,)),
        replace(office, name="case room", paths=[f"/admin/cases/{facts['case']}/"], row=ENTRY),
        replace(office, name="start page", paths=["/admin/"], row='<a class="tile'),
        replace(used, name="used articles", paths=["/admin/used-articles/?exported=all"]),
        replace(office, name="statistics", paths=["/admin/statistics/"], row='r-share">', may_grow=True),
    ]


def other_pages(facts: Facts) -> list[Page]:
    case, search = facts["case"], urlencode({"q": MARKER})
    jobs = Page("technician's list", LIST, ["/field/"], "tea", row='<li class="case-row', rows=SHOWN)
    hers = Page("portal list", LIST, ["/portal/?status=all"], "anna", row='<li class="case-row', rows=SHOWN)
    return [
        jobs,
        Page("technician's case", LIST, [f"/field/{facts['field_case']}/"], "tea", row=ENTRY),
        hers,
        replace(hers, name="portal list, by text", paths=[f"/portal/?status=all&{search}"], rows=MARKED // 2),
        Page("portal case", LIST, [f"/portal/{case}/"], "anna", row=ENTRY),
        Page("one-case link", LIST, [f"/c/{facts['token']}/"], row=ENTRY),
        Page("form", LIST, [facts["form"]], row=QUESTION),
        Page("form of a scanned code", LIST, [f"/q/{facts['code']}/"], row=QUESTION),
        Page("home page", LIST, ["/"], row="<li"),
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
