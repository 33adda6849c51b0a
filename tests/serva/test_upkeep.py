import pytest
from django.db import connection

from serva.upkeep import learn_the_tables
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]  # PostgreSQL counts by itself


def test_it_lets_sqlite_count_the_rows_of_its_tables(cast: Cast) -> None:
    cast.opens_case()
    cast.opens_case()
    learn_the_tables()
    with connection.cursor() as cursor:
        cursor.execute("SELECT stat FROM sqlite_stat1 WHERE idx = 'case_status'")
        assert cursor.fetchone()[0].split()[0] == "2"
