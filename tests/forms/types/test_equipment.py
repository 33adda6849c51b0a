from typing import Any

import pytest
from django.test import Client

from forms.models import IntakeFormPage, QrCode, Question
from tests.cast import CANARY, Cast
from tests.forms.sender import DEVIATION, REQUEST, send
from workflows.models import Case, Equipment

pytestmark = pytest.mark.django_db


@pytest.fixture
def asks(pages: dict[str, IntakeFormPage]) -> dict[str, str]:
    """{kind of form: its address}, each with a question for equipment."""
    for page in pages.values():
        question = Question(page=page, label_sv="Vilket objekt?", field_type="equipment", sort_order=99)
        question.clean()
        question.clean_name = "objekt"
        question.save()
    return {kind: page.url for kind, page in pages.items()}


@pytest.fixture
def foreign(cast: Cast) -> Equipment:
    return Equipment.objects.create(worksite=cast.kanalgatan, name=f"{CANARY} hiss")


def sent(client: Client, url: str, **answers: Any) -> Any:
    return send(client, url, REQUEST | {name.replace("_site", "-site"): value for name, value in answers.items()})


def test_a_stranger_writes_a_line(client: Client, cast: Cast, asks: dict[str, str]) -> None:
    assert cast.lift.name not in client.get(asks["request"]).content.decode()
    sent(client, asks["request"], objekt="Hissen", objekt_site=cast.lift.pk, var_ar_det="Här")
    case = Case.objects.get()
    assert case.equipment is None and ["Vilket objekt?", "Hissen"] in case.answers


def test_a_contact_chooses_among_her_own(client: Client, cast: Cast, asks: dict[str, str], foreign: Equipment) -> None:
    client.force_login(cast.anna)
    page = client.get(asks["request"]).content.decode()
    assert cast.lift.name in page and CANARY not in page
    sent(client, asks["request"], objekt_site=cast.lift.pk, var_ar_det_site=cast.storgatan.pk)
    assert (Case.objects.get().equipment, Case.objects.get().worksite) == (cast.lift, cast.storgatan)


@pytest.mark.parametrize("number", ["{foreign}", "999999", "x", "-1", "9" * 30, "²"])
def test_a_contact_cannot_choose_another_one_s(
    client: Client, cast: Cast, asks: dict[str, str], foreign: Equipment, number: str
) -> None:
    client.force_login(cast.anna)
    text = sent(client, asks["request"], objekt_site=number.format(foreign=foreign.pk)).content.decode()
    assert "Välj något av det som finns i listan" in text and CANARY not in text and not Case.objects.exists()


def test_it_stands_at_the_chosen_worksite(client: Client, cast: Cast, asks: dict[str, str]) -> None:
    client.force_login(cast.anna)
    answer = sent(client, asks["request"], objekt_site=cast.lift.pk, var_ar_det_site="", var_ar_det="Nya huset")
    assert "finns inte på Nya huset" in answer.content.decode() and not Case.objects.exists()


def test_its_worksite_is_the_case_s(client: Client, cast: Cast, asks: dict[str, str]) -> None:
    IntakeFormPage.objects.get(slug="serviceanmalan").questions.filter(field_type="worksite").delete()
    client.force_login(cast.anna)
    sent(client, asks["request"], objekt_site=cast.lift.pk)
    assert Case.objects.get().worksite == cast.storgatan


def test_staff_search_among_many(client: Client, cast: Cast, asks: dict[str, str]) -> None:
    Equipment.objects.bulk_create(Equipment(worksite=cast.kanalgatan, name=f"Port {n}") for n in range(120))
    client.force_login(cast.dora)
    url, where = asks["request"], {"var_ar_det_site": cast.kanalgatan.pk}
    assert "Flera stämmer" in sent(client, url, objekt="Port", **where).content.decode()
    assert not Case.objects.exists()
    sent(client, url, objekt="port 11", **where)
    assert Case.objects.get().equipment == Equipment.objects.get(name="Port 11")


def test_at_a_code_only_what_stands_there(client: Client, cast: Cast, asks: dict[str, str], code: QrCode) -> None:
    QrCode.objects.update(equipment=None)
    other = Equipment.objects.create(worksite=cast.kanalgatan, name="Port 9")
    client.force_login(cast.dora)
    page = client.get(f"/q/{code.token}/?report=1").content.decode()
    assert cast.lift.name in page and "Port 9" not in page
    send(client, f"/q/{code.token}/?report=1", DEVIATION | {"objekt-site": other.pk})
    assert not Case.objects.exists()


@pytest.mark.parametrize("shows", [True, False])
def test_a_code_that_shows_its_equipment_answers_it(
    client: Client, cast: Cast, asks: dict[str, str], code: QrCode, shows: bool
) -> None:
    QrCode.objects.update(shows_equipment=shows)
    page = client.get(f"/q/{code.token}/").content.decode()
    assert ("Vilket objekt?" in page) is not shows and (cast.lift.name in page) is shows
