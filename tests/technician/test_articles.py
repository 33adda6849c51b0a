"""What was used on a case."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from tests.cast import CANARY, Cast
from workflows.actions.cancel_case import cancel_case
from workflows.actions.use_article import use_article
from workflows.actor import SYSTEM, Actor
from workflows.models import Article, Company, UsedArticle
from workflows.writing import new_key


@pytest.fixture
def tea(client: Client, cast: Cast) -> Client:
    client.force_login(cast.tea)
    return client


def add(client: Client, case: Any, article: Any, quantity: str = "2", **data: str) -> Any:
    return client.post(
        f"/field/{case.pk}/articles/", {"article": getattr(article, "pk", article), "quantity": quantity, **data}
    )


@pytest.mark.parametrize(("typed", "meant"), [("2", "2"), ("0,5", "0.5"), ("1.25", "1.25"), (" 3 ", "3")])
def test_it_books_what_was_used(tea: Client, cast: Cast, typed: str, meant: str) -> None:
    case = cast.opens_case()
    assert add(tea, case, cast.article, typed)["Location"] == f"/field/{case.pk}/articles/"
    used = UsedArticle.objects.get()
    assert (used.quantity, used.by_name, used.price) == (Decimal(meant), "Tea Lind", Decimal("249.50"))


@pytest.mark.parametrize("typed", ["", "0", "-1", "två", "1,234", "99999999999", "NaN", "Infinity", "1e9", "\x00"])
def test_it_refuses_a_quantity_that_is_none_and_keeps_what_was_typed(tea: Client, cast: Cast, typed: str) -> None:
    response = add(tea, cast.opens_case(), cast.article, typed)
    text = response.content.decode()
    assert response.status_code == 422 and "error-summary" in text and "Låskolv" in text
    assert not UsedArticle.objects.exists()


@pytest.mark.parametrize("article", ["", "x", 10**30, 4711])
def test_it_refuses_an_article_that_is_none(tea: Client, cast: Cast, article: object) -> None:
    assert add(tea, cast.opens_case(), article).status_code == 422


def test_it_refuses_an_article_no_longer_used(tea: Client, cast: Cast) -> None:
    Article.objects.update(is_active=False)
    assert add(tea, cast.opens_case(), cast.article).status_code == 422


def test_it_books_once_what_was_sent_twice(tea: Client, cast: Cast) -> None:
    case, key = cast.opens_case(), new_key()
    for _ in range(2):
        add(tea, case, cast.article, key=key)
    assert UsedArticle.objects.count() == 1


def test_one_page_books_several_articles(tea: Client, cast: Cast) -> None:
    case, key = cast.opens_case(), new_key()
    add(tea, case, cast.article, key=key)
    add(tea, case, Article.objects.create(number="B-1", name_sv="Olja"), key=key)
    assert UsedArticle.objects.count() == 2


@pytest.mark.parametrize("words", ["a-1", "låskolv", "Kolv", "bolt", "LÅS"])
def test_it_finds_by_number_and_name(tea: Client, cast: Cast, words: str) -> None:
    text = tea.get(f"/field/{cast.opens_case().pk}/articles/", {"q": words}).content.decode()
    assert "A-10" in text


@pytest.mark.parametrize("words", ["%", "_", "\x00", "x" * 500, "'; drop table"])
def test_it_bears_any_search(tea: Client, cast: Cast, words: str) -> None:
    assert tea.get(f"/field/{cast.opens_case().pk}/articles/", {"q": words}).status_code == 200


def test_it_offers_what_she_uses_most(tea: Client, cast: Cast) -> None:
    case, oil = cast.opens_case(), Article.objects.create(number="B-1", name_sv="Olja")
    by = Actor.of(cast.tea, via="field")
    for article in (cast.article, oil, oil):
        use_article(cast.opens_case(), article, 1, by=by)
    text = tea.get(f"/field/{case.pk}/articles/").content.decode()
    assert text.index("Olja") < text.index("Låskolv")


def test_she_takes_back_what_was_a_mistake(tea: Client, cast: Cast) -> None:
    case = cast.opens_case()
    used = use_article(case, cast.article, 1, by=SYSTEM)
    for _ in range(2):
        tea.post(f"/field/{case.pk}/articles/{used.pk}/remove/")
    assert not case.used_articles.standing().exists() and case.events.filter(kind="article_removed").count() == 1


def test_she_takes_nothing_back_from_another_case(tea: Client, cast: Cast) -> None:
    foreign = use_article(cast.foreign_case(), cast.article, 1, by=SYSTEM)
    response = tea.post(f"/field/{cast.opens_case().pk}/articles/{foreign.pk}/remove/")
    assert response.status_code == 404 and UsedArticle.objects.standing().exists()
    assert CANARY not in response.content.decode()


def test_it_says_so_when_the_case_has_ended(tea: Client, cast: Cast) -> None:
    case = cast.opens_case()
    used = use_article(case, cast.article, 1, by=SYSTEM)
    cancel_case(case, by=SYSTEM)
    assert add(tea, case, cast.article).status_code == 409
    assert tea.post(f"/field/{case.pk}/articles/{used.pk}/remove/").status_code == 409
    assert UsedArticle.objects.standing().count() == 1


def test_it_asks_the_database_as_often_for_50_rows_as_for_one(
    tea: Client, cast: Cast, django_assert_num_queries: Any
) -> None:
    case, by = cast.opens_case(), Actor.of(cast.tea, via="field")
    use_article(case, cast.article, 1, by=by)
    Company.shown()
    with django_assert_num_queries(9):
        tea.get(f"/field/{case.pk}/articles/")
    for number in range(49):
        use_article(case, Article.objects.create(number=f"C-{number}", name_sv="Olja"), 1, by=by)
    with django_assert_num_queries(9):
        tea.get(f"/field/{case.pk}/articles/")
