"""Figures against a small set that was counted by hand."""

from datetime import date, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from reports.statistics import QUESTIONS, question
from reports.statistics.base import Statistic
from reports.statistics.period import Period
from tests.cast import Cast
from tests.reports.made import closed_case
from workflows.models import Case, Category
from workflows.viewsets.case_filter import CaseFilter

SPRING = Period(date(2026, 3, 1), date(2026, 4, 15))


def at(case: Case, text: str) -> Case:
    Case.objects.filter(pk=case.pk).update(opened_at=timezone.make_aware(datetime.fromisoformat(text)))
    return case


@pytest.fixture
def cases(cast: Cast) -> Any:
    """Storgatan: 3 of them, 1 closed; Kanalgatan: 1; nowhere: 1. April: 2; none of them before or after SPRING."""
    at(cast.opens_case(), "2026-03-01T00:00")
    at(cast.opens_case(category=cast.door_category), "2026-03-31T23:59")
    at(closed_case(cast), "2026-04-01T00:00")
    at(cast.foreign_case(), "2026-04-15T23:59")
    at(cast.opens_case(worksite=None, category=None, place="Torget", reporter=None), "2026-03-10T12:00")
    at(cast.opens_case(), "2026-02-28T23:59")
    at(cast.opens_case(), "2026-04-16T00:00")
    return Case.objects.all()


def figures(statistic: Statistic) -> dict[str, tuple[int, int]]:
    return {row.label: (row.cases, row.still_open) for row in statistic.rows}


def test_per_worksite(cast: Cast, cases: Any) -> None:
    found = question("worksites")(cases, SPRING)
    assert figures(found) == {"Storgatan 1": (3, 2), cast.kanalgatan.name: (1, 1), "Utan arbetsställe": (1, 1)}
    assert (found.cases, found.still_open) == (5, 4)
    assert found.rows[0].label == "Storgatan 1"


def test_worksites_of_one_name_are_told_apart(cast: Cast, cases: Any) -> None:
    cast.kanalgatan.name = "Storgatan 1"
    cast.kanalgatan.save()
    labels = set(figures(question("worksites")(cases, SPRING)))
    assert {"Storgatan 1 (Brf Björken)", f"Storgatan 1 ({cast.asen.name})"} < labels


def test_per_category(cases: Any) -> None:
    assert figures(question("categories")(cases, SPRING)) == {
        "Dörr": (2, 2),
        "Hiss": (2, 1),
        "Utan kategori": (1, 1),
    }


def test_a_category_counts_what_lies_below_it(cast: Cast, cases: Any) -> None:
    inner = Category.objects.create(parent=cast.lift_category, name_sv="Hissdörr")
    deep = Category.objects.create(parent=inner, name_sv="Tröskel")
    at(cast.opens_case(category=inner), "2026-03-10T12:00")
    at(cast.opens_case(category=deep), "2026-03-10T12:00")
    top = question("categories")(cases, SPRING)
    assert figures(top)["Hiss"] == (4, 3)
    assert next(row.inside for row in top.rows if row.label == "Hiss") == {"below": cast.lift_category.pk}
    inside = question("categories")(cases, SPRING, below=cast.lift_category.pk)
    assert figures(inside) == {"Hissdörr": (2, 2), "Hiss, utan underkategori": (2, 1)}


def test_a_category_that_is_not_there_gives_the_roots(cases: Any) -> None:
    assert "Hiss" in figures(question("categories")(cases, SPRING, below=987654))


def test_per_month_with_empty_months(cases: Any) -> None:
    found = question("months")(cases, Period(date(2025, 12, 15), date(2026, 4, 15)))
    assert list(figures(found).items()) == [
        ("Dec 2025", (0, 0)),
        ("Jan 2026", (0, 0)),
        ("Feb 2026", (1, 1)),
        ("Mar 2026", (3, 3)),
        ("Apr 2026", (2, 1)),
    ]


def test_per_status(cases: Any) -> None:
    assert figures(question("status")(cases, SPRING)) == {"Tilldelat": (4, 4), "Stängt": (1, 0)}


@pytest.mark.parametrize("name", QUESTIONS)
def test_each_figure_leads_to_exactly_its_cases(cast: Cast, cases: Any, name: str) -> None:
    found = question(name)(cases, SPRING)
    for row in found.rows:
        address = urlsplit(found.address(row))
        if not row.choice:
            continue
        assert parse_qs(address.query)
        listed = CaseFilter(QueryDict(address.query), user=cast.dora).rows(cases)
        assert listed.count() == row.cases, row.label


@pytest.mark.parametrize("name", QUESTIONS)
def test_it_costs_two_queries_at_most(cases: Any, name: str) -> None:
    with CaptureQueriesContext(connection) as queries:
        question(name)(cases, SPRING)
    assert len(queries) <= 2


@pytest.mark.parametrize("name", QUESTIONS)
def test_it_counts_only_what_is_given_to_it(cast: Cast, cases: Any, name: str) -> None:
    assert question(name)(Case.objects.visible_to(cast.nils), SPRING).cases == 1
    assert question(name)(Case.objects.none(), SPRING).cases == 0
