from typing import Any

import pytest

from tests.cast import Cast
from tests.fake_smtp import FakeSmtp, smtp
from workflows import errands
from workflows.actions.write_message import write_message
from workflows.actor import Actor
from workflows.models import Delivery, Errand, NotificationPreference

__all__ = ["smtp"]


@pytest.fixture(autouse=True)
def alone(cast: Cast, settings: Any) -> None:
    """One mail a case: Tea's."""
    settings.BASE_URL = "https://serva.example"
    NotificationPreference.objects.create(user=cast.anna, email=False)


def teas() -> Delivery:
    return Delivery.objects.filter(channel="email").latest("pk")


def again() -> None:
    Errand.objects.filter(done_at=None).update(due_at=Errand.objects.earliest("pk").created_at)
    errands.perform_due()


def test_it_sends_text_and_html_with_the_headers_of_a_machine(cast: Cast, smtp: FakeSmtp) -> None:
    case = cast.opens_case()
    errands.perform_due()
    [mail] = smtp.got
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert mail["Message-ID"] == f"<case-{case.pk}.1.user-{cast.tea.pk}@serva.example>"
    assert mail["Auto-Submitted"] == "auto-generated" and mail["X-Auto-Response-Suppress"] == "All"
    assert mail["Subject"] == f"[#{case.pk}] Nytt ärende: Hissen står still" and mail["To"] == cast.tea.email


def test_it_keeps_all_of_a_case_in_one_thread(cast: Cast, smtp: FakeSmtp) -> None:
    case = cast.opens_case()
    write_message(case, "Hallå?", by=Actor.of(cast.anna, via="portal"))
    errands.perform_due()
    first, second = smtp.got
    assert first["References"] == second["References"] == first["In-Reply-To"] == f"<case-{case.pk}@serva.example>"
    assert first["Message-ID"] != second["Message-ID"]


def test_it_gives_up_an_address_that_the_server_does_not_know(cast: Cast, smtp: FakeSmtp) -> None:
    smtp.receivers = [b"550 nobody of that name"]
    cast.opens_case()
    errands.perform_due()
    assert teas().state == "refused" and "nobody of that name" in teas().error
    assert Errand.objects.filter(gave_up_at__isnull=False).count() == 1


@pytest.mark.parametrize("word", [b"451 later", b"421 busy"])
def test_it_tries_again_when_the_server_says_later(cast: Cast, smtp: FakeSmtp, word: bytes) -> None:
    smtp.receivers = [word, b"250 ja"]
    cast.opens_case()
    errands.perform_due()
    assert teas().state == "queued" and smtp.got == []
    again()
    assert teas().state == "sent" and len(smtp.got) == 1


def test_it_says_the_same_under_the_same_id_after_a_lost_answer(cast: Cast, smtp: FakeSmtp) -> None:
    smtp.data = b"451 lost"
    cast.opens_case()
    errands.perform_due()
    smtp.data = b"250 ja"
    again()
    first, second = smtp.got
    assert first["Message-ID"] == second["Message-ID"] and teas().state == "sent"
    assert first.get_body(("plain",)).get_content() == second.get_body(("plain",)).get_content()  # type: ignore[union-attr]
