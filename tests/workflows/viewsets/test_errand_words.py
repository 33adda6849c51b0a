"""Errands in words."""

import smtplib
from typing import Any

import pytest
from django.utils import translation

from tests.cast import Cast
from workflows import errands
from workflows.errands import KINDS
from workflows.models import Delivery, Errand
from workflows.notifications import deliver
from workflows.viewsets.errand_words import label, rows_of, why


@pytest.mark.parametrize(
    ("kept", "sentence"),
    [
        ("ConnectionRefusedError: [Errno 111] Connection refused", "Servern går inte att nå."),
        ("Permanent: Adressen leder in i det egna nätet.", "Adressen leder in i det egna nätet."),
        ("ZeroDivisionError: division by zero", "Något gick fel som ingen förutsett."),
        (errands.VANISHED, "Utskicken stannade varje gång det provades."),
        ("", ""),
    ],
)
def test_it_says_what_was_wrong_in_a_sentence(kept: str, sentence: str) -> None:
    with translation.override("sv"):
        assert str(why(kept)[0]) == sentence


def test_what_only_technicians_understand_is_kept_aside() -> None:
    assert why("Permanent: Nej.")[1] == "" and why("KeyError: 'x'")[1] == "KeyError: 'x'"


def test_every_kind_has_a_name() -> None:
    assert [kind for kind in KINDS if not KINDS[kind].label] == []
    assert label("no_such_kind") == "No such kind"


def refuse(*args: Any) -> None:
    raise smtplib.SMTPServerDisconnected("away")


def test_a_notice_tells_its_case(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    case = cast.opens_case()
    deliver.plan(case.events.get().pk)
    monkeypatch.setattr("workflows.notifications.channels.email.send", refuse)
    errands.perform_due()
    waiting = Errand.objects.filter(kind="deliver", last_error__startswith="SMTPServerDisconnected")
    assert Delivery.objects.exists() and waiting.exists()
    assert {row.case for row in rows_of(waiting)} == {case}
