"""Sending in a real browser: twice on the button, back, and a task to do when much comes in."""

import time
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Site

from forms import limits, opened
from forms.ready_forms import make_ready_forms
from tests import cast as the_cast
from tests.threads import in_thread
from workflows.models import Case

pytestmark = pytest.mark.browser


def set_up() -> str:
    the_cast.build()
    return str(make_ready_forms(Site.objects.get(is_default_site=True).root_page)["deviation"].url)


def fill_in(phone: Any, address: str) -> list[str]:
    """What the browser complains of."""
    faults: list[str] = []
    phone.on("pageerror", lambda error: faults.append(str(error)))
    phone.on("console", lambda line: faults.append(line.text) if "Content Security Policy" in line.text else None)
    phone.goto(address)
    phone.fill("textarea[name=vad_har_du_sett]", "Glas på golvet")
    phone.locator("input[name=kan_nagon_skadas]").first.check()
    phone.fill("input[name=var_ar_det]", "Storgatan 1")
    return faults


def as_anna() -> tuple[str, str, str]:
    """The service request, her session, and what is open at her only worksite."""
    cast = the_cast.build()
    url = make_ready_forms(Site.objects.get(is_default_site=True).root_page)["request"].url
    client = Client()
    client.force_login(cast.anna)
    return str(url), client.cookies["sessionid"].value, cast.opens_case(title="Hissen skakar").number


def fill_in_as_anna(phone: Any, address: str) -> list[str]:
    faults: list[str] = []
    phone.on("pageerror", lambda error: faults.append(str(error)))
    phone.on("console", lambda line: faults.append(line.text) if "Content Security Policy" in line.text else None)
    phone.goto(address)
    phone.fill("input[name=vad_galler_det]", "Hissen tjuter")
    return faults


def cases() -> int:
    return in_thread(Case.objects.count)


def test_a_double_click_is_one_case_and_back_can_send_again(site: str, phone: Any) -> None:
    fill_in(phone, site + in_thread(set_up))
    phone.dblclick("main form button.button--primary")
    phone.wait_for_url("**/receipt/**")
    phone.go_back()
    assert phone.locator("main form button.button--primary").is_enabled()
    phone.click("main form button.button--primary")
    phone.wait_for_url("**/receipt/**")
    assert cases() == 1


def test_the_browser_does_the_task_by_itself(site: str, phone: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PER_ADDRESS", (2, 600))
    address = site + in_thread(set_up)
    fill_in(phone, address)
    phone.click("main form button.button--primary")
    phone.wait_for_url("**/receipt/**")
    faults = fill_in(phone, address)
    monkeypatch.setattr(limits, "PER_ADDRESS", (4, 600))
    in_thread(lambda: limits.spent([limits.Limit(limits.ADDRESS, "127.0.0.1", *limits.PER_ADDRESS)]))
    phone.click("main form button.button--primary")
    phone.wait_for_url("**/receipt/**", timeout=60_000)
    assert cases() == 2 and faults == []


def test_a_draft_is_taken_days_after_it_was_opened(site: str, phone: Any, settings: Any, monkeypatch: Any) -> None:
    settings.FORM_SECONDS = 3
    address = site + in_thread(set_up)
    fill_in(phone, address)
    phone.wait_for_timeout(600)  # draft.js keeps it
    now = time.time
    monkeypatch.setattr(opened.time, "time", lambda: now() + 3 * 86400)
    phone.reload()
    assert phone.input_value("textarea[name=vad_har_du_sett]") == "Glas på golvet"
    phone.click("main form button.button--primary")
    phone.wait_for_url("**/receipt/**")
    assert cases() == 1


def test_two_tabs_are_two_reports(site: str, phone: Any, settings: Any, monkeypatch: Any) -> None:
    settings.FORM_SECONDS = 3
    address = site + in_thread(set_up)
    other = phone.context.new_page()
    other.goto(address)
    fill_in(phone, address)
    fill_in(other, address)
    now = time.time
    monkeypatch.setattr(opened.time, "time", lambda: now() + 10)
    for tab in (phone, other):
        tab.click("main form button.button--primary")
        tab.wait_for_url("**/receipt/**")
    assert cases() == 2


def test_a_reload_is_no_way_around_the_trap(site: str, phone: Any, settings: Any) -> None:
    settings.FORM_SECONDS = 60
    fill_in(phone, site + in_thread(set_up))
    phone.wait_for_timeout(600)
    phone.reload()
    phone.click("main form button.button--primary")
    phone.wait_for_selector(".error-summary")
    assert cases() == 0 and phone.input_value("textarea[name=vad_har_du_sett]") == "Glas på golvet"


def test_a_customer_goes_on_in_an_open_case(site: str, phone: Any) -> None:
    address, session, number = in_thread(as_anna)
    phone.context.add_cookies([{"name": "sessionid", "value": session, "url": site}])
    faults = fill_in_as_anna(phone, site + address)
    phone.wait_for_selector(".open-at button[name=follow]")
    phone.press("input[name=vad_galler_det]", "Enter")  # the first button of the form is not "follow"
    phone.wait_for_selector(".field--error")
    phone.click(".open-at button[name=follow]")
    phone.wait_for_url(f"**/portal/{number}/**")
    assert phone.input_value("textarea[name=body]") == "Hissen tjuter" and faults == []
    assert cases() == 1
