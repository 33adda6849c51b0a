from typing import Any

import pytest

from workflows.models import Company

pytestmark = pytest.mark.django_db


def test_its_name_is_new_at_once_where_it_was_saved() -> None:
    assert Company.shown().name == "Serva"
    company = Company.load()
    company.name = "Norrhiss"
    company.save()
    assert Company.shown().name == "Norrhiss"


def test_what_was_read_before_the_commit_does_not_stay(django_capture_on_commit_callbacks: Any) -> None:
    company = Company.load()
    with django_capture_on_commit_callbacks(execute=True):
        company.name = "Norrhiss"
        company.save()
        Company.shown().name = "read by another before the commit"
    assert Company.shown().name == "Norrhiss"


def test_pages_ask_for_it_once(django_assert_num_queries: Any) -> None:
    Company.shown()
    with django_assert_num_queries(0):
        Company.shown()
