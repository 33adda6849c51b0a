"""The form on a page of another website, in a phone: as tall as it is, sent and received inside of its frame."""

from pathlib import Path
from typing import Any

import pytest
from wagtail.models import Site

from forms.ready_forms import make_ready_forms
from tests import cast as the_cast
from tests.pictures import jpeg
from tests.threads import in_thread
from workflows.models import Case, Company

pytestmark = pytest.mark.browser
ELSEWHERE = "https://www.firma.example"
AROUND = """<!doctype html><html lang="sv"><meta name="viewport" content="width=device-width">
<body style="margin: 0"><h1>Firman</h1>
<script src="{site}/static/intake/embed.js" data-form="serviceanmalan" data-title="Serviceanmälan" async></script>
<p>Under</p></body></html>"""


def set_up(origins: str) -> None:
    the_cast.build()
    make_ready_forms(Site.objects.get(is_default_site=True).root_page)
    company = Company.load()
    company.websites = origins
    company.save()


def page_elsewhere(phone: Any, site: str) -> Any:
    """The company's own page; its address leads to nobody, the browser gets it from here."""
    html = AROUND.format(site=site)
    phone.route(f"{ELSEWHERE}/**", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
    phone.context.grant_permissions(["local-network-access"], origin=ELSEWHERE)  # our own server is on this machine
    phone.goto(f"{ELSEWHERE}/kontakt")
    return phone.frame_locator("iframe")


def test_it_is_sent_and_received_within_the_page_of_another_website(site: str, phone: Any, tmp_path: Path) -> None:
    in_thread(lambda: set_up(ELSEWHERE))
    frame = page_elsewhere(phone, site)
    frame.locator("[name=vad_galler_det]").fill("Hissen står")
    assert_as_tall_as_it_is(phone, tmp_path / "1-form.png")
    frame.locator("input[value='Samma dag']").check()
    frame.locator("[name=var_ar_det]").fill("Storgatan 1")
    frame.locator("[name=ditt_namn]").fill("Eva Holm")
    frame.locator("input[type=file]").set_input_files(
        files=[{"name": "a.jpg", "mimeType": "image/jpeg", "buffer": jpeg()}]
    )
    frame.locator("button.button--primary[type=submit]").click()
    frame.locator(".receipt__number").wait_for()
    assert_as_tall_as_it_is(phone, tmp_path / "2-receipt.png")
    assert frame.locator(".receipt__actions a").get_attribute("target") == "_blank"
    assert in_thread(lambda: Case.objects.get().attachments.count()) == 1
    assert phone.context.cookies() == []


def assert_as_tall_as_it_is(phone: Any, picture: Path) -> None:
    inside = phone.frames[1]
    phone.wait_for_function("document.querySelector('iframe').style.height !== ''")
    inside.wait_for_function("document.documentElement.scrollHeight <= window.innerHeight")
    assert inside.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    phone.screenshot(path=picture)  # of the whole page, Chromium leaves out what is in the frame


def test_a_website_that_nobody_named_shows_nothing_of_it(site: str, phone: Any) -> None:
    in_thread(lambda: set_up("https://annan.example"))
    told: list[str] = []
    phone.on("console", lambda line: told.append(line.text))
    frame = page_elsewhere(phone, site)
    phone.wait_for_timeout(500)
    assert frame.locator("form").count() == 0
    assert any("frame-ancestors" in line for line in told), told
