"""Notices turned on and off in a browser. The push service itself is played: Chromium has none without a network."""

from typing import Any

import pytest

from serva.management.commands.make_push_key import new_key
from tests import cast as the_cast
from tests.serva.test_push import AUTH, P256DH
from tests.threads import in_thread
from workflows.models import PushSubscription

pytestmark = pytest.mark.browser
PLAYED = f"""
let kept = null;
const made = {{
  endpoint: "https://push.example/telefon",
  toJSON: () => ({{ endpoint: made.endpoint, keys: {{ p256dh: "{P256DH}", auth: "{AUTH}" }} }}),
  unsubscribe: async () => {{ kept = null; return true; }},
}};
PushManager.prototype.subscribe = async (options) => {{ window.asked = options; return (kept = made); }};
PushManager.prototype.getSubscription = async () => kept;
"""


@pytest.fixture
def page(site: str, phone: Any, settings: Any) -> Any:
    settings.PUSH_KEY = new_key()
    tea = in_thread(lambda: the_cast.build().tea.email)
    phone.context.grant_permissions(["notifications"], origin=site)
    phone.add_init_script(PLAYED)
    phone.goto(f"{site}/accounts/login/")
    phone.locator("details").first.evaluate("part => part.open = true")
    phone.fill("input[name=login] >> visible=true", tea)
    phone.fill("input[name=password]", the_cast.PASSWORD)
    phone.locator("input[name=password]").press("Enter")
    phone.wait_for_url("**/field/")
    phone.goto(f"{site}/field/notices/settings/")
    return phone


def kept() -> list[str]:
    return in_thread(lambda: list(PushSubscription.objects.values_list("user__first_name", flat=True)))


def test_it_is_turned_on_and_off_in_this_browser(page: Any) -> None:
    page.get_by_role("button", name="Slå på").click()
    page.get_by_role("button", name="Stäng av").wait_for()
    assert kept() == ["Tea"] and page.evaluate("window.asked.applicationServerKey.length") == 65
    page.get_by_role("button", name="Stäng av").click()
    page.get_by_role("button", name="Slå på").wait_for()
    assert kept() == []


def test_it_says_so_where_the_server_takes_it_not(page: Any) -> None:
    page.route("**/push/subscribe/", lambda route: route.fulfill(status=422, body="{}"))
    page.get_by_role("button", name="Slå på").click()
    page.get_by_text("Det gick inte. Försök igen om en stund.").wait_for()
    assert kept() == [] and page.get_by_role("button", name="Slå på").is_visible()
