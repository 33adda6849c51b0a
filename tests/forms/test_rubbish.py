"""What keeps rubbish out: the trap of time, the proof of work, the counters, and what was stopped."""

import base64
import json
import re
import time
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from forms import limits, opened, proof
from forms.models import IntakeFormPage, QrCode, StoppedPost
from forms.models.stopped import Reason, count_stopped, forget_old
from tests.cast import Cast
from tests.forms.sender import DEVIATION, REQUEST, key_in, send
from tests.forms.solver import solved
from tests.pictures import upload
from workflows.models import Case

pytestmark = pytest.mark.django_db
Pages = dict[str, IntakeFormPage]
FULL = REQUEST | {"var_ar_det": "Storgatan 1"}
KEY = "a" * 32


def stopped() -> dict[str, int]:
    return dict(StoppedPost.objects.values_list("reason", "count"))


def handed_out(answer: HttpResponse) -> dict[str, str]:
    mark = re.search(r'name="opened" value="([^"]*)"', answer.content.decode())
    assert mark
    return {"submission-key": key_in(answer), "opened": mark[1]}


@pytest.fixture
def trap(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The trap is set; what it gives moves the clock on."""
    settings.FORM_SECONDS = 3
    now, later = time.time, [0.0]
    monkeypatch.setattr(opened.time, "time", lambda: now() + later[0])

    def wait(seconds: float) -> None:
        later[0] += seconds

    return wait


def test_whoever_is_too_quick_sends_once_more_and_gets_through(client: Client, pages: Pages, trap: Any) -> None:
    url = pages["request"].url
    hidden = handed_out(client.get(url))
    answer = client.post(url, FULL | hidden | {"foton": upload()})
    assert answer.status_code == 400 and not Case.objects.exists()
    assert "1 foto är redan med" in answer.content.decode() and 'value="Hissen står"' in answer.content.decode()
    trap(4)
    assert client.post(url, FULL | handed_out(answer)).status_code == 302
    assert Case.objects.get().attachments.count() == 1 and stopped() == {"too_soon": 1}


@pytest.mark.parametrize("mark", ["", "x", "1tABCD:xyz", "\x00", "9" * 5000, "å:ä:ö"])
def test_a_forged_time_is_asked_for_again(client: Client, pages: Pages, trap: Any, mark: str) -> None:
    url = pages["request"].url
    answer = client.post(url, FULL | {"submission-key": KEY, "opened": mark})
    assert answer.status_code == 400 and stopped() == {"key": 1}
    trap(4)
    assert client.post(url, FULL | handed_out(answer)).status_code == 302


def test_the_time_of_another_form_is_none(client: Client, pages: Pages, trap: Any) -> None:
    hidden = handed_out(client.get(pages["request"].url))
    trap(4)
    assert client.post(pages["request"].url, FULL | hidden | {"submission-key": KEY}).status_code == 400


def test_a_form_that_lay_open_for_days_is_taken(client: Client, pages: Pages, trap: Any) -> None:
    hidden = handed_out(client.get(pages["request"].url))
    trap(20 * 24 * 3600)
    assert client.post(pages["request"].url, FULL | hidden).status_code == 302


def test_whoever_is_logged_in_may_be_quick(client: Client, cast: Cast, pages: Pages, trap: Any) -> None:
    client.force_login(cast.anna)
    data = FULL | {"var_ar_det-site": str(cast.storgatan.pk)}
    assert send(client, pages["request"].url, data).status_code == 302


@pytest.fixture
def pressed(monkeypatch: pytest.MonkeyPatch) -> None:
    """One post, and half of the limit is reached."""
    monkeypatch.setattr(limits, "PER_ADDRESS", (4, 600))
    monkeypatch.setattr(proof, "MOST", 200)


def under_pressure(client: Client, url: str, **answers: Any) -> HttpResponse:
    """The answer to the post that needs a proof."""
    for _time in range(2):
        assert send(client, url, FULL).status_code == 302
    return send(client, url, FULL | answers)


def test_above_half_of_a_limit_a_task_is_given_and_nothing_is_lost(client: Client, pages: Pages, pressed: None) -> None:
    answer = under_pressure(client, pages["request"].url, foton=upload())
    text = answer.content.decode()
    assert answer.status_code == 429 and 'id="proof-task"' in text and "intake/proof.js" in text
    assert 'value="Hissen står"' in text and "1 foto är redan med" in text and "08-123 45 60" in text
    assert stopped() == {"proof": 1} and Case.objects.count() == 2


def test_who_has_done_the_task_gets_through(client: Client, pages: Pages, pressed: None) -> None:
    url = pages["request"].url
    answer = under_pressure(client, url)
    assert client.post(url, FULL | handed_out(answer) | {"proof": solved(answer)}).status_code == 302


def test_below_half_nobody_is_given_a_task(client: Client, pages: Pages) -> None:
    assert "proof" not in client.get(pages["request"].url).content.decode()
    assert send(client, pages["request"].url, FULL).status_code == 302


def test_a_proof_is_worth_one_form(client: Client, pages: Pages, pressed: None) -> None:
    answer = under_pressure(client, pages["request"].url)
    sent = solved(answer)
    assert proof.holds(sent, key_in(answer)) and not proof.holds(sent, KEY)


def test_a_proof_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof, "MINUTES", -1)
    assert not proof.holds(solved(proof.task_for(KEY)), KEY)


@pytest.mark.parametrize(
    "change", [{"number": 0.5}, {"signature": "0" * 64}, {"algorithm": "SHA-1"}, {"salt": f"x?key={KEY}&"}]
)
def test_a_changed_proof_is_none(change: dict[str, Any]) -> None:
    held = json.loads(base64.b64decode(solved(proof.task_for(KEY))))
    assert not proof.holds(base64.b64encode(json.dumps(held | change).encode()).decode(), KEY)


@pytest.mark.parametrize("sent", ["", "x", "å", "\x00", "W10=", "bnVsbA==", "e30=", "eyJzYWx0Ijo1fQ==", "A" * 3000])
def test_rubbish_is_no_proof(sent: str) -> None:
    assert not proof.holds(sent, KEY)


def test_refused_posts_close_no_form_for_others(client: Client, pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PER_FORM", (4, 3600))
    for _time in range(6):
        client.post(pages["request"].url, FULL | {"submission-key": "none"})
    assert send(Client(REMOTE_ADDR="192.0.2.7"), pages["request"].url, FULL).status_code == 302


def test_a_flood_by_strangers_keeps_no_customer_out(
    client: Client, cast: Cast, pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "PER_FORM", (1, 3600))
    url = pages["request"].url
    assert [send(Client(), url, FULL).status_code for _time in range(2)] == [302, 429]
    client.force_login(cast.anna)
    assert send(client, url, FULL | {"var_ar_det-site": str(cast.storgatan.pk)}).status_code == 302
    assert stopped() == {"form": 1}


def test_what_is_stopped_is_counted_by_day_form_code_and_reason(pages: Pages, code: QrCode) -> None:
    for _time in range(3):
        count_stopped(code.page_id, code, Reason.TRAP)
        count_stopped(code.page_id, None, Reason.TRAP)
    count_stopped(pages["request"].pk, None, Reason.TRAP)
    assert sorted(StoppedPost.objects.values_list("count", flat=True)) == [1, 3, 3]


def test_it_is_forgotten_after_four_hundred_days(pages: Pages) -> None:
    for days in (399, 401):
        day = timezone.localdate() - timedelta(days=days)
        StoppedPost.objects.create(day=day, page=pages["request"], reason=Reason.TRAP)
    assert forget_old() == 1 and StoppedPost.objects.count() == 1


def test_a_robot_at_a_code_is_counted_there(client: Client, code: QrCode) -> None:
    send(client, f"/q/{code.token}/", DEVIATION | {"company-website": "spam"})
    assert (StoppedPost.objects.get().code, StoppedPost.objects.get().reason) == (code, "trap")


def test_a_post_asks_of_its_limits_twice(client: Client, code: QrCode, django_assert_num_queries: Any) -> None:
    wanted = limits.of(request_of(client), code.page, code)
    with django_assert_num_queries(1):
        limits.pressure(wanted)


def request_of(client: Client) -> Any:
    return client.get("/").wsgi_request


def test_a_mark_of_another_form_is_none(client: Client, pages: dict[str, IntakeFormPage], settings: Any) -> None:
    settings.FORM_SECONDS = 3
    key = "a" * 32
    marks = {name: opened.mark(pages[name].pk, key) for name in ("request", "order")}
    assert opened.age(pages["request"].pk, key, marks["request"]) is not None
    assert opened.age(pages["request"].pk, key, marks["order"]) is None
