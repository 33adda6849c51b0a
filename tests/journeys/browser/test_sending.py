"""Sending in a real browser: twice on the button, back, and a task to do when much comes in."""

from typing import Any

import pytest
from wagtail.models import Site

from forms import limits
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
