"""The form on a page of another website, in a phone: as tall as it is, sent and received inside of its frame."""

from pathlib import Path
from typing import Any

import pytest
from wagtail.models import Site

from forms.ready_forms import make_ready_forms
from tests import cast as the_cast
from tests.forms.test_steps import make_page
from tests.pictures import jpeg
from tests.threads import in_thread
from workflows.models import Case, Company

pytestmark = [pytest.mark.browser, pytest.mark.looks, pytest.mark.slow]
ELSEWHERE = "https://www.firma.example"
AROUND = """<!doctype html><html lang="sv"><meta name="viewport" content="width=device-width">
<body style="margin: 0"><h1>Firman</h1>
<script src="{site}/static/intake/embed.js" data-form="{slug}" data-title="Formulär" async></script>
<p>Under</p></body></html>"""


def set_up(origins: str) -> None:
    make_page(the_cast.build())
    make_ready_forms(Site.objects.get(is_default_site=True).root_page)
    company = Company.load()
    company.websites = origins
    company.save()


def page_elsewhere(phone: Any, site: str, slug: str = "serviceanmalan", around: str = ELSEWHERE) -> Any:
    """The company's own page; its address leads to nobody, the browser gets it from here."""
    html = AROUND.format(site=site, slug=slug)
    phone.route(f"{around}/**", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
    phone.context.grant_permissions(["local-network-access"], origin=around)  # our own server is on this machine
    phone.goto(f"{around}/kontakt")
    return phone.frame_locator("iframe")


def test_it_is_sent_and_received_within_the_page_of_another_website(site: str, phone: Any, tmp_path: Path) -> None:
    in_thread(lambda: set_up(ELSEWHERE))
    frame = page_elsewhere(phone, site)
    frame.locator("[name=ar_nagon_instangd_eller_i_fara][value=no]").check()
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


def next_step(frame: Any) -> None:
    frame.locator("[data-go=next]").click()


def test_conditions_stops_and_steps_work_in_the_frame_which_is_as_tall_as_each(
    site: str, phone: Any, tmp_path: Path
) -> None:
    in_thread(lambda: set_up(ELSEWHERE))
    frame = page_elsewhere(phone, site, "tre-steg")
    frame.locator("input[name=fara][value=yes]").check()
    call = frame.locator("[data-stop] a[href='tel:112']")
    assert (
        call.is_visible() and call.get_attribute("target") is None and not frame.locator("[data-go=next]").is_visible()
    )
    frame.locator("input[name=fara][value=no]").check()
    frame.locator("input[name=sak][value=Hiss]").check()
    assert frame.locator("[name=vaning]").is_visible()
    assert_as_tall_as_it_is(phone, tmp_path / "1-asked.png")
    frame.locator("[name=vaning]").fill("3")
    next_step(frame)
    frame.locator("[name=namn]").wait_for()
    assert_as_tall_as_it_is(phone, tmp_path / "2-last.png")
    phone.wait_for_function("document.querySelector('iframe').getBoundingClientRect().top >= 0")
    frame.locator("[name=namn]").fill("Pia")
    frame.locator("[data-go=send]").click()
    frame.locator(".receipt__number").wait_for()
    assert in_thread(lambda: Case.objects.get().answers)[-1] == ["Namn", "Pia"]


NEIGHBOUR = "http://127.0.0.1:8999"  # of the same site for a browser, as www.firma.example is for service.firma.example


@pytest.mark.parametrize(("around", "may_keep"), [(NEIGHBOUR, True), (ELSEWHERE, False)])
def test_a_draft_is_kept_in_the_frame_where_the_browser_allows_it(
    site: str, phone: Any, monkeypatch: pytest.MonkeyPatch, around: str, may_keep: bool
) -> None:
    in_thread(lambda: set_up(ELSEWHERE))
    monkeypatch.setattr(Company, "origins", [around])  # our own server here has no https, as a neighbour would
    faults: list[str] = []
    phone.on("pageerror", lambda error: faults.append(str(error)))
    frame = page_elsewhere(phone, site, "tre-steg", around)
    frame.locator("input[name=fara][value=no]").check()
    frame.locator("input[name=sak][value=Dörr]").check()
    next_step(frame)
    frame.locator("[name=bredd]").fill("90")
    phone.wait_for_timeout(500)
    phone.reload()
    frame.locator("input[name=fara]").first.wait_for(state="attached")
    phone.wait_for_timeout(300)
    assert frame.locator("[name=bredd]").is_visible() is may_keep
    assert frame.locator("[name=bredd]").input_value() == ("90" if may_keep else "")
    assert faults == []


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
