"""What a customer meets, looked at by axe: forms, errors, receipt and one-case page; light and dark, both languages."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from wagtail.models import Site

from forms.models import QrCode
from forms.ready_forms import make_ready_forms
from tests import cast as the_cast
from tests.threads import in_thread
from workflows.models import CaseLink

pytestmark = [pytest.mark.browser, pytest.mark.looks, pytest.mark.slow]
SERIOUS = {"serious", "critical"}


def set_up() -> tuple[str, list[str]]:
    """The code to scan, and the addresses of all forms."""
    cast = the_cast.build()
    pages = make_ready_forms(Site.objects.get(is_default_site=True).root_page)
    code = QrCode.objects.create(page=pages["deviation"], worksite=cast.storgatan, equipment=cast.lift)
    return f"/q/{code.token}/", [page.url for page in pages.values()]


def found(page: Any, name: str, **options: Any) -> list[str]:
    violations = Axe().run(page, options=options or None).response["violations"]
    return [
        f"{name}: {one['id']}: {[node['html'][:200] for node in one['nodes']]}"
        for one in violations
        if one["impact"] in SERIOUS
    ]


def light_and_dark(page: Any, name: str) -> list[str]:
    """Of the dark only what is of it: its colours."""
    faults = found(page, name)
    page.emulate_media(color_scheme="dark")
    faults += found(page, f"{name}, dark", runOnly=["color-contrast"])
    page.emulate_media(color_scheme="light")
    return faults


@pytest.mark.parametrize("language", ["sv", "en"])
def test_it_keeps_nobody_out(site: str, phone: Any, language: str) -> None:
    phone.context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": site}])
    phone.emulate_media(color_scheme="light", reduced_motion="reduce")
    scan, forms = in_thread(set_up)
    faults = []
    for form in [*forms, scan]:
        phone.goto(site + form)
        faults += light_and_dark(phone, form)
    phone.click("main form button.button--primary:visible")
    faults += light_and_dark(phone, "errors")
    faults += after_sending(site, phone)
    assert faults == []


def after_sending(site: str, phone: Any) -> list[str]:
    phone.fill("textarea[name=vad_har_du_sett]", "Dörren glappar på plan 2")
    phone.locator("input[name=kan_nagon_skadas]").first.check()
    phone.fill("input[type=email]", "pia@example.com")
    phone.click("main form button.button--primary")
    phone.wait_for_url("**/receipt/**")
    faults = light_and_dark(phone, "receipt")
    phone.goto(f"{site}/c/{in_thread(lambda: CaseLink.objects.get(email='pia@example.com').token)}/")
    return faults + light_and_dark(phone, "one-case page")


def test_it_sees_what_keeps_people_out(phone: Any) -> None:
    phone.set_content("<main><button></button><p style='color: #aaa; background: #fff'>Grått</p></main>")
    assert {"button-name", "color-contrast"} <= {fault.split(": ")[1] for fault in found(phone, "bad")}
