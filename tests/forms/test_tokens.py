"""S8 at this door: a token opens what it was made for, and nothing else."""

import pytest
from django.test import Client

from forms.models import IntakeFormPage, QrCode
from tests.forms.sender import DEVIATION, send
from workflows.models import Case

pytestmark = pytest.mark.django_db
DOORS = ("/q/{}/", "/q/receipt/{}/", "/c/{}/")


def opens(token: str) -> list[str]:
    return [door for door in DOORS if Client().get(door.format(token)).status_code == 200]


def test_a_code_opens_its_form_alone(code: QrCode) -> None:
    assert opens(code.token) == ["/q/{}/"]


def test_a_case_link_opens_its_case_and_no_form(client: Client, code: QrCode) -> None:
    send(client, f"/q/{code.token}/", DEVIATION)
    assert opens(Case.objects.get().links.get().token) == ["/q/receipt/{}/", "/c/{}/"]


def test_keys_numbers_and_guesses_open_nothing(client: Client, code: QrCode) -> None:
    send(client, f"/q/{code.token}/", DEVIATION)
    case = Case.objects.get()
    nearly = code.token[:-1] + ("A" if code.token[-1] != "A" else "B")
    for guess in (case.submission_key, str(case.pk), code.short_number, nearly, code.token.swapcase(), "A" * 22):
        assert opens(str(guess)) == [], guess


def test_a_revoked_code_takes_nothing(client: Client, pages: dict[str, IntakeFormPage], code: QrCode) -> None:
    QrCode.objects.update(revoked_at="2026-01-01T00:00Z")
    assert client.post(f"/q/{code.token}/", DEVIATION | {"submission-key": "a" * 32}).status_code == 410
    assert opens(code.token) == [] and not Case.objects.exists()
