from typing import Any

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from tests.cast import Cast
from workflows import paging
from workflows.models import Case
from workflows.paging import page_of


def asks(rf: RequestFactory, wish: str) -> HttpRequest:
    return rf.get("/", {"p": wish} if wish else {})


@pytest.fixture
def five(cast: Cast) -> list[int]:
    return [cast.opens_case().pk for _ in range(5)]


@pytest.mark.parametrize(
    ("wish", "places", "shown"),
    [
        ("", [0, 1], (1, 2)),
        ("2", [2, 3], (3, 4)),
        ("3", [4], (5, 5)),
        ("4", [4], (5, 5)),
        ("999999999999", [4], (5, 5)),
        ("0", [4], (5, 5)),
        ("-1", [4], (5, 5)),
        ("x", [0, 1], (1, 2)),
        ("²", [0, 1], (1, 2)),
    ],
)
def test_it_gives_the_page_or_the_nearest(
    rf: RequestFactory, five: list[int], wish: str, places: list[int], shown: tuple[int, int]
) -> None:
    page = page_of(asks(rf, wish), Case.objects.order_by("pk"), per_page=2)
    assert [case.pk for case in page] == [five[place] for place in places]
    assert (page.start_index(), page.end_index(), page.paginator.count) == (*shown, 5)
    assert page.has_next() is (shown[1] < 5) and page.has_previous() is (shown[0] > 1)


def test_it_says_nothing_of_no_rows(rf: RequestFactory, db: None) -> None:
    page = page_of(asks(rf, ""), Case.objects.order_by("pk"))
    assert (page.start_index(), page.end_index(), page.paginator.count, page.has_next()) == (0, 0, 0, False)


def test_it_does_not_count_what_nobody_asks_for(
    rf: RequestFactory, five: list[int], django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        page = page_of(asks(rf, ""), Case.objects.order_by("pk"), per_page=2)
        assert page.has_next() and page.next_page_number() == 2 and page.end_index() == 2


def test_it_stops_at_the_bound(rf: RequestFactory, five: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "BOUND", 4)
    page = page_of(asks(rf, "2"), Case.objects.order_by("pk"), per_page=2)
    assert page.paginator.is_bounded and not page.has_next()
    assert [case.pk for case in page_of(asks(rf, "3"), Case.objects.order_by("pk"), per_page=2)] == five[2:4]


def test_it_counts_several_at_once(five: list[int], django_assert_num_queries: Any) -> None:
    some = Case.objects.filter(pk__in=five[:2])
    with django_assert_num_queries(1):
        assert paging.counts(Case.objects.all(), some, Case.objects.none()) == [5, 2, 0]


def test_it_counts_no_further_than_the_bound(five: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "BOUND", 3)
    assert paging.counts(Case.objects.all()) == [4]


def test_it_finds_the_first_of_several_at_once(five: list[int], django_assert_num_queries: Any) -> None:
    rows = Case.objects.all()
    with django_assert_num_queries(1):
        found = paging.firsts(rows.order_by("pk")[:2], Case.objects.none(), rows.order_by("-pk")[:1])
    assert found == [set(five[:2]), set(), {five[-1]}]
    assert paging.firsts(Case.objects.none()) == [set()]
