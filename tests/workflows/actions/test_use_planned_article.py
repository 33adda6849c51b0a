from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from tests.cast import Cast
from workflows.actions.cancel_case import cancel_case
from workflows.actions.remove_used_article import remove_used_article
from workflows.actions.use_planned_article import use_planned_article
from workflows.actor import SYSTEM, Actor
from workflows.errors import NotPossible
from workflows.models import PlannedArticle, UsedArticle

pytestmark = pytest.mark.django_db


def ordered(cast: Cast, **fields: Any) -> PlannedArticle:
    given = {"case": cast.opens_case(), "article": cast.article, "name": "Låskolv", "unit": "st", "quantity": 3}
    return PlannedArticle.objects.create(**{**given, **fields})


def test_it_books_what_was_ordered_once(cast: Cast) -> None:
    planned, by = ordered(cast), Actor.of(cast.tea, via="field")
    assert use_planned_article(planned, by=by) == use_planned_article(planned, by=by)
    used = UsedArticle.objects.get()
    planned.refresh_from_db()
    assert (used.quantity, used.price, planned.used) == (Decimal(3), Decimal("249.50"), used)


def test_taken_back_it_is_booked_anew(cast: Cast) -> None:
    planned = ordered(cast)
    first = use_planned_article(planned, by=SYSTEM)
    remove_used_article(first, by=SYSTEM)
    assert use_planned_article(planned, by=SYSTEM) != first
    assert UsedArticle.objects.standing().count() == 1


def test_it_cannot_book_words_nor_on_an_ended_case(cast: Cast) -> None:
    planned, words = ordered(cast), ordered(cast, article=None)
    cancel_case(planned.case, by=SYSTEM, reason="Nej")
    for one in (planned, words):
        with pytest.raises(NotPossible):
            use_planned_article(one, by=SYSTEM)
    assert not UsedArticle.objects.exists()


@pytest.mark.parametrize("fields", [{"quantity": 0}, {"quantity": -1}, {"name": ""}, {"name": None}])
def test_the_database_refuses_an_order_of_nothing(cast: Cast, fields: dict[str, Any]) -> None:
    case = cast.opens_case()
    with pytest.raises(IntegrityError), transaction.atomic():
        ordered(cast, case=case, **fields)


def test_the_technician_books_it_with_one_button(client: Client, cast: Cast) -> None:
    planned = ordered(cast)
    client.force_login(cast.tea)
    home = f"/field/{planned.case_id}/"
    assert f"{home}articles/ordered/{planned.pk}/" in client.get(home).content.decode()
    for _ in range(2):
        client.post(f"{home}articles/ordered/{planned.pk}/")
    assert UsedArticle.objects.count() == 1
    assert "Registrerad som använd" in client.get(home).content.decode()


def test_the_office_books_it_in_the_case_room(client: Client, cast: Cast) -> None:
    planned = ordered(cast)
    client.force_login(cast.dora)
    room = f"/admin/cases/{planned.case_id}/"
    assert "Registrera som använd" in client.get(room).content.decode()
    client.post(f"{room}use_planned_article/", {"planned": planned.pk})
    assert UsedArticle.objects.get().quantity == 3


def test_of_another_case_it_is_not_there(client: Client, cast: Cast) -> None:
    planned, other = ordered(cast, case=cast.foreign_case()), cast.opens_case()
    client.force_login(cast.tea)
    assert client.post(f"/field/{other.pk}/articles/ordered/{planned.pk}/").status_code == 404
