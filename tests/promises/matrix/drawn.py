"""What a browser would send: the form as a page draws it, with what somebody types into it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup, Tag

from tests.promises.matrix.asking import Asker
from tests.promises.matrix.rules.base import Form
from tests.promises.matrix.world import Side


@dataclass(frozen=True)
class Drawn:
    """What is sent when nothing is typed, and of what kind each field is: an `<input>`'s type, "textarea", "select"."""

    sent: Mapping[str, Any]
    kinds: Mapping[str, str]


def posted(asker: Asker, path: str, form: Form, side: Side) -> dict[str, Any]:
    """`path` is where it is posted to. Raises AssertionError when the page draws no such form."""
    sent = dict(drawn(asker, path, form, side).sent)
    for name, value in form.fill.items():
        sent[name] = value() if callable(value) else str(value).format(**asker.world.shared | side.things)
    return sent


def drawn(asker: Asker, path: str, form: Form, side: Side) -> Drawn:
    things = asker.world.shared | side.things
    page = form.page.format(**things) if form.page else path
    return kept(asker, form.by[side.name], page + form.query.format(**things), path)


def kept(asker: Asker, person: str, page: str, path: str) -> Drawn:
    """Drawn once for all who send it: nothing of it changes, as each request is undone."""
    key = (person, page, path)
    if key not in asker.drawn:
        answer = asker.ask(person, "GET", page).answer
        assert answer.status_code == 200, f"{person} GET {page} gives {answer.status_code}, so there is no form to send"
        form = form_to(BeautifulSoup(answer.content, "html.parser"), page, path)
        asker.drawn[key] = Drawn(fields(form), kinds(form))
    return asker.drawn[key]


def form_to(soup: BeautifulSoup, page: str, path: str) -> Tag:
    """The form that posts to `path`; an empty action posts to the page itself."""
    here = page.partition("?")[0]
    for form in soup.find_all("form", method=lambda value: (value or "").lower() == "post"):
        action = (form.get("action") or here).partition("?")[0]
        if action == path or f"{here}{action}" == path:
            return form
    for button in soup.find_all(attrs={"formaction": path}):
        return button.find_parent("form")
    raise AssertionError(f"{page} draws no form that posts to {path}")


def fields(form: Tag) -> dict[str, Any]:
    sent: dict[str, Any] = {}
    for field in form.find_all(["input", "textarea", "select"]):
        name, kind = field.get("name"), field.get("type", "text")
        if not name or kind in {"file", "submit", "button", "image"} or field.has_attr("disabled"):
            continue
        if kind in {"checkbox", "radio"} and not field.has_attr("checked"):
            continue
        for value in values(field):
            sent.setdefault(name, []).append(value)
    sent.pop("csrfmiddlewaretoken", None)
    return {name: found[0] if len(found) == 1 else found for name, found in sent.items()}


def kinds(form: Tag) -> dict[str, str]:
    found = form.find_all(["input", "textarea", "select"], attrs={"name": True})
    return {field["name"]: field.get("type", "text") if field.name == "input" else field.name for field in found}


def values(field: Tag) -> list[str]:
    if field.name == "textarea":
        return [field.get_text()]
    if field.name != "select":
        return [field.get("value", "on" if field.get("type") == "checkbox" else "")]
    chosen = [option for option in field.find_all("option") if option.has_attr("selected")]
    if not chosen and not field.has_attr("multiple"):
        chosen = field.find_all("option")[:1]
    return [option.get("value", option.get_text()) for option in chosen]
