"""Wagtail's page editor, clicked as Adam does."""

from typing import Any

from tests import cast as the_cast


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
        self.page.fill("#id_title", title)

    def fill(self, **values: Any) -> None:
        """Plain fields of the page, by their names."""
        for name, value in values.items():
            self.put(f"#id_{name}", value)

    def add_question(self, **values: Any) -> int:
        """At the end; its place, from 0."""
        place = int(self.page.input_value("#id_questions-TOTAL_FORMS"))
        self.page.click("#id_questions-ADD")
        self.page.wait_for_selector(f"#id_questions-{place}-label_sv")
        self.change_question(place, **values)
        return place

    def change_question(self, place: int, **values: Any) -> None:
        for name, value in values.items():
            self.put(f"#id_questions-{place}-{name}", value)

    def put(self, where: str, value: Any) -> None:
        box = self.page.locator(where)
        kind = box.evaluate("element => element.type || element.tagName")
        if kind == "checkbox":
            box.set_checked(value)
        elif kind == "select-one":
            box.select_option(value)
        else:
            box.fill(value)

    def publish(self) -> None:
        """And waits until the editor says that it has been."""
        self.page.locator(
            "footer [data-drilldown], footer .w-dropdown__toggle, footer button[data-w-dropdown-target]"
        ).last.click()
        self.page.locator("button[name=action-publish]").click()
        self.page.wait_for_selector(".messages .success")
