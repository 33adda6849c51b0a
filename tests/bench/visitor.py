"""A browser as far as the measurements need one: a session, the cookies, the hidden fields of a form."""

import http.client
import random
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from tests.bench.clock import Clock
from tests.bench.pages import Facts, Page

Cookies = SimpleCookie


class Visitor:
    """Asks over one kept connection. Another answer than expected ends the bench with its words.

    `rows`: how many the newest answer had.
    """

    def __init__(self, connection: http.client.HTTPConnection, facts: Facts, clock: Clock) -> None:
        self.connection, self.facts, self.clock, self.rows = connection, facts, clock, 0

    def ask(self, page: Page, turn: int) -> float:
        """Milliseconds until the whole answer is here. The form of a post is fetched before the clock starts."""
        path = page.paths[turn % len(page.paths)]
        headers = self.headers(page)
        body = None
        if page.answers is not None:
            hidden, cookie = self.form(page.forms[turn % len(page.forms)] if page.forms else path, path, headers)
            body = urlencode(hidden | page.answers)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Cookie"] = "; ".join(filter(None, [headers.get("Cookie"), f"csrftoken={cookie}"]))
        started = self.clock.now()
        status, content, _cookies = self.request("GET" if body is None else "POST", path, body, headers)
        took = self.clock.now() - started
        words = content.decode(errors="replace")
        self.rows = words.count(page.row) if page.row else 0
        if status not in page.expects or (page.row and not self.rows) or (page.rows and self.rows != page.rows):
            raise SystemExit(f"{page.name}: {path} answered {status} with {self.rows} rows\n{words[:3000]}")
        return took

    def headers(self, page: Page) -> dict[str, str]:
        """Each time from another address, as if a proxy said so: the limits count on, but do not end the bench."""
        headers = {"X-Forwarded-For": f"10.{random.randrange(256)}.{random.randrange(256)}.{random.randrange(256)}"}
        if page.who:
            headers["Cookie"] = f"sessionid={self.facts['sessions'][page.who]}"
        return headers

    def form(self, page: str, action: str, headers: dict[str, str]) -> tuple[dict[str, str], str]:
        """The hidden fields of the form on `page` that posts to `action`, and the CSRF cookie."""
        status, content, cookies = self.request("GET", page, None, headers)
        forms = Forms(page)
        forms.feed(content.decode())
        cookie = cookies.get("csrftoken")
        if status != 200 or cookie is None or action not in forms.hidden:
            raise SystemExit(f"{page} answered {status}, with forms to {sorted(forms.hidden)}")
        return forms.hidden[action], cookie.value

    def request(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> tuple[int, bytes, Cookies]:
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        cookies: Cookies = SimpleCookie()
        for line in answer.msg.get_all("Set-Cookie", []):
            cookies.load(line)
        return answer.status, answer.read(), cookies


class Forms(HTMLParser):
    """`hidden`: by the address that a form posts to, its hidden fields."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.page, self.action = page, ""
        self.hidden: dict[str, dict[str, str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.action = named.get("action") or self.page
            self.hidden.setdefault(self.action, {})
        elif tag == "input" and named.get("type") == "hidden" and self.action:
            self.hidden[self.action][named.get("name", "")] = named.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.action = ""
