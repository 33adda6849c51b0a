"""Somebody at a browser without JavaScript: opens pages, fills in the forms that stand there, sends them."""

from typing import Any, Self
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from django.test import Client

from accounts.models import User


class Person:
    """`page` is the last page seen, `path` where it lies. A form is sent with everything that it held."""

    def __init__(self, user: User | None = None) -> None:
        self.client = Client(headers={"Accept-Language": "sv"})
        self.path, self.page, self.status = "/", BeautifulSoup("", "html.parser"), 0
        if user is not None:
            self.client.force_login(user, backend="accounts.backends.Backend")

    def opens(self, path: str) -> Self:
        return self.sees(self.client.get(path, follow=True), path)

    def sees(self, answer: Any, path: str) -> Self:
        self.path = answer.redirect_chain[-1][0] if answer.redirect_chain else path
        self.status, self.page = answer.status_code, BeautifulSoup(answer.content, "html.parser")
        assert self.status < 500, f"{self.path} answered {self.status}"
        return self

    def sends(self, to: str = "", /, **values: Any) -> Self:
        """Sends the page's form whose address contains `to` (default: the first that posts), and follows."""
        form = self.form(to)
        action = urlsplit(urljoin(self.path, str(form.get("action") or self.path))).path
        return self.sees(self.client.post(action, {**held(form), **values}, follow=True), action)

    def form(self, to: str) -> Tag:
        forms = [form for form in self.page.select("form[method=post i]") if to in str(form.get("action") or self.path)]
        ours = [form for form in forms if "/language/" not in str(form.get("action", ""))]
        assert ours, f"No form to “{to}” on {self.path}: {[form.get('action') for form in forms]}"
        return ours[0]

    def follows(self, words: str) -> Self:
        for link in self.page.select("a[href]"):
            if words in link.get_text(" ", strip=True):
                return self.opens(urljoin(self.path, str(link["href"])))
        raise AssertionError(f"No link “{words}” on {self.path}")

    @property
    def text(self) -> str:
        return self.page.get_text(" ", strip=True)


def held(form: Tag) -> dict[str, Any]:
    """What a browser would send of the form untouched."""
    values: dict[str, Any] = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        name, kind = str(field["name"]), str(field.get("type", "text"))
        if (
            field.has_attr("disabled")
            or kind in ("file", "submit", "button")
            or (kind in ("radio", "checkbox") and not field.has_attr("checked"))
        ):
            continue
        if field.name == "textarea":
            values[name] = field.get_text().strip("\r\n")
        elif field.name == "select":
            chosen = field.select("option[selected]")
            values[name] = [str(option.get("value", "")) for option in chosen] if chosen else ""
        else:
            values[name] = field.get("value", "on" if kind == "checkbox" else "")
    return values
