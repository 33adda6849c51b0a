"""The QR road on a phone 360 px wide: scanned in the stairwell, taken and answered by Tea, read by the reporter."""

from pathlib import Path
from typing import Any

import pytest
from wagtail.models import Site

from forms.models import QrCode
from forms.ready_forms import make_ready_forms
from tests import cast as the_cast
from tests.pictures import jpeg
from tests.threads import in_thread
from workflows import errands
from workflows.models import Case, CaseLink

pytestmark = pytest.mark.browser
WIDTH = 360


def set_up() -> str:
    cast = the_cast.build()
    pages = make_ready_forms(Site.objects.get(is_default_site=True).root_page)
    code = QrCode.objects.create(page=pages["deviation"], worksite=cast.storgatan, equipment=cast.lift)
    return f"/q/{code.token}/"


def look(page: Any, folder: Path, name: str) -> None:
    """A screenshot to look at; and nothing may be wider than the phone."""
    page.screenshot(path=folder / f"{name}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTH, f"{name} is wider than the phone"


def test_it_goes_from_the_wall_to_the_answer(site: str, phone: Any, tmp_path: Path) -> None:
    faults: list[str] = []
    phone.on("pageerror", lambda error: faults.append(str(error)))
    phone.on("console", lambda line: faults.append(line.text) if "Content Security Policy" in line.text else None)
    scan(site, phone, tmp_path)
    in_thread(errands.perform_due)
    tea_answers(site, phone, tmp_path)
    link = in_thread(lambda: CaseLink.objects.get(email="pia@example.com").token)
    phone.goto(f"{site}/c/{link}/")
    look(phone, tmp_path, "4-one-case")
    assert "Jag kommer klockan tio" in phone.inner_text("main")
    assert faults == []


def scan(site: str, phone: Any, folder: Path) -> None:
    phone.goto(site + in_thread(set_up))
    look(phone, folder, "1-scanned")
    phone.fill("textarea[name=vad_har_du_sett]", "Dörren glappar på plan 2")
    phone.locator("input[name=kan_nagon_skadas]").first.check()
    photo = {"name": "bild.jpg", "mimeType": "image/jpeg", "buffer": jpeg(3000, 2000)}
    phone.set_input_files("input[type=file]", files=[photo])
    phone.fill("input[type=email]", "pia@example.com")
    phone.click("main form button.button--primary")
    phone.wait_for_url("**/receipt/**")
    look(phone, folder, "2-receipt")
    assert in_thread(lambda: Case.objects.get().attachments.get().width) == 2048


def tea_answers(site: str, phone: Any, folder: Path) -> None:
    phone.goto(f"{site}/accounts/login/")
    phone.click("details.login__other summary")
    phone.fill("details input[name=login]", "tea@norrhiss.example")
    phone.fill("details input[name=password]", the_cast.PASSWORD)
    phone.click("details button")
    phone.wait_for_url("**/field/")
    phone.click("main .case-list a")
    phone.click("form[action$='/acknowledge/'] button")
    phone.locator("summary", has_text="Meddelande").click()
    phone.fill("form[action$='/message/'] textarea", "Jag kommer klockan tio")
    phone.click("form[action$='/message/'] button[type=submit], form[action$='/message/'] button:not([type])")
    phone.wait_for_load_state()
    look(phone, folder, "3-in-the-field")
    phone.context.clear_cookies()
