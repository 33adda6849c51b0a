"""Wagtail's page editor, clicked as Adam does."""

from typing import Any

from tests import cast as the_cast

RICH = {"intro_sv", "intro_en", "thanks_sv", "thanks_en"}
UNFOLD = """element => element.closest(".w-panel__content[hidden]")?.closest(".w-panel")
    .querySelector("[data-panel-toggle]").click()"""
WORDS = {"is": "är", "answered": "är besvarad"}


class Editor:
    """`page` is a browser's, wide as an office screen; `site` the address without a slash at the end."""

    def __init__(self, page: Any, site: str) -> None:
        self.page, self.site = page, site

    def log_in(self, email: str) -> None:
        self.page.goto(f"{self.site}/accounts/login/?next=/admin/intake-forms/")
        self.page.click("details.login__other summary")
        self.page.fill("details input[name=login]", email)
        self.page.fill("details input[name=password]", the_cast.PASSWORD)
        self.page.click("details button")
        self.page.wait_for_url("**/admin/intake-forms/")

    def begin(self, title: str) -> None:
        self.page.goto(f"{self.site}/admin/intake-forms/")
        self.page.get_by_role("link", name="Nytt formulär").click()
        self.fill(title=title)

    def open(self, title: str) -> None:
        self.page.goto(f"{self.site}/admin/intake-forms/")
        self.page.get_by_role("link", name=title, exact=True).first.click()
        self.page.wait_for_selector("#id_title")

    def fill(self, **values: Any) -> None:
        """Fields of the page, by their names."""
        for name, value in values.items():
            if name in RICH:
                self.write(name, value)
            else:
                self.put(f"#id_{name}", value)

    def add_question(self, **values: Any) -> int:
        """At the end; its place, from 0."""
        place = int(self.page.input_value("#id_questions-TOTAL_FORMS"))
        self.bring(self.page.locator("#id_questions-ADD"))
        self.page.click("#id_questions-ADD")
        self.change_question(place, **values)
        return place

    def change_question(self, place: int, **values: Any) -> None:
        for name, value in values.items():
            self.put(f"#id_questions-{place}-{name}", value)

    def add_condition(self, place: int, question: str, operator: str, value: str) -> None:
        """`question`: its label; `value`: as the reader sees it."""
        row = self.page.locator(f"#inline_child_questions-{place}")
        row.get_by_role("button", name="Lägg till villkor").click()
        line = row.locator(".s-conditions__line").last
        line.locator("select").first.select_option(label=question)
        line.locator("select").nth(1).select_option(label=WORDS[operator])
        if value:
            line.locator("select").nth(2).select_option(label=value)

    def write(self, name: str, words: str) -> None:
        box = self.page.locator(f"[data-contentpath={name}] [contenteditable=true]")
        self.bring(box)
        box.click()
        self.page.keyboard.type(words)

    def put(self, where: str, value: Any) -> None:
        box = self.page.locator(where)
        self.bring(box)
        kind = box.evaluate("element => element.type || element.tagName")
        if kind == "checkbox":
            box.set_checked(value)
        elif kind == "select-one":
            box.select_option(value)
        else:
            box.fill(value)
            box.blur()

    def bring(self, box: Any) -> None:
        """Opens the tab and the folded panels that it stands in."""
        box.wait_for(state="attached")
        tab = box.evaluate("element => element.closest('[role=tabpanel]')?.id")
        if tab and not self.page.locator(f"#{tab}").is_visible():
            self.page.click(f"[role=tab][href='#{tab}'], [role=tab][aria-controls='{tab}']")
        folded = box.evaluate_handle(
            "element => element.closest('[data-panel-content][hidden], .w-panel__content[hidden]')"
        )
        if folded.as_element() is not None:
            folded.evaluate(
                "content => content.closest('[data-panel], section').querySelector('[data-panel-toggle]').click()"
            )

    def publish(self) -> None:
        """And waits until the editor has answered, without anything to correct."""
        with self.page.expect_navigation(wait_until="load"):
            self.page.locator("button[name=action-publish]").click()
        wrong = self.page.locator(".messages .error, .w-field__errors .error-message").all_inner_texts()
        assert wrong == [], self.page.url
