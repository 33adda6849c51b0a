"""No question shows anything of a register to whom it is not for: every kind that reads one, found by itself."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Site

from forms.fields import types
from forms.models import IntakeFormPage, QrCode, Question
from tests.cast import CANARY, Cast
from tests.forms.sender import key_in
from workflows.models import Article, Equipment

pytestmark = pytest.mark.django_db
READING = [name for name, kind in types().items() if kind.reads_register]
OURS = ("Björken", "Storgatan", "Hiss A", "Låskolv", "A-10")


@pytest.fixture
def page(cast: Cast) -> IntakeFormPage:
    """Asks once by each kind, and something that is never answered."""
    Equipment.objects.create(worksite=cast.kanalgatan, name=f"{CANARY} port", number=f"{CANARY}-1")
    Article.objects.create(number="Z-1", name_sv=f"{CANARY} lås", is_orderable=False)
    page = IntakeFormPage(title="Allt", slug="allt")
    for order, kind in enumerate([*READING, "short_text"]):
        one = Question(field_type=kind, label_sv=f"Fråga {kind}", required=True, sort_order=order)
        one.clean()
        one.clean_name = kind
        page.questions.add(one)
    Site.objects.get(is_default_site=True).root_page.add_child(instance=page)
    return page


def guesses(cast: Cast) -> dict[str, Any]:
    """The numbers of rows that are not hers, and how their names begin."""
    posted: dict[str, Any] = {}
    foreign = {"worksite": cast.kanalgatan.pk, "equipment": Equipment.objects.get(number=f"{CANARY}-1").pk}
    for name in READING:
        posted |= {name: CANARY[:5], f"{name}-site": foreign.get(name, ""), f"{name}-0-what": CANARY[:5]}
    return posted


def seen(visitor: Client, url: str, cast: Cast) -> str:
    """The form, and the same with its errors."""
    empty = visitor.get(url)
    wrong = visitor.post(url, guesses(cast) | {"submission-key": key_in(empty)})
    assert wrong.context["form"].errors
    return empty.content.decode() + wrong.content.decode()


def test_there_are_kinds_to_look_at() -> None:
    assert {"worksite", "equipment", "articles"} <= {*READING}


def test_a_stranger_sees_nothing_of_any(client: Client, cast: Cast, page: IntakeFormPage) -> None:
    text = seen(client, page.url, cast)
    assert [word for word in (CANARY, *OURS) if word in text] == []


def test_a_stranger_at_a_code_sees_only_where_she_stands(client: Client, cast: Cast, page: IntakeFormPage) -> None:
    code = QrCode.objects.create(page=page, worksite=cast.storgatan)
    text = seen(client, f"/q/{code.token}/", cast)
    assert "Storgatan" in text
    assert [word for word in (CANARY, "Hiss A", "Låskolv", "A-10") if word in text] == []


def test_a_contact_sees_nothing_of_another_customer(client: Client, cast: Cast, page: IntakeFormPage) -> None:
    client.force_login(cast.anna)
    text = seen(client, page.url, cast)
    assert "Storgatan" in text and CANARY not in text
