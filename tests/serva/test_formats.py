from datetime import datetime

import pytest
from django.utils import translation
from django.utils.formats import date_format

MOMENT = datetime(2026, 11, 3, 15, 5)


@pytest.mark.parametrize(
    ("language", "name", "words"),
    [
        ("en", "DATE_FORMAT", "3 November 2026"),
        ("en", "SHORT_DATETIME_FORMAT", "03/11/2026 15:05"),
        ("en", "TIME_FORMAT", "15:05"),
        ("sv", "SHORT_DATETIME_FORMAT", "2026-11-03 15:05"),
    ],
)
def test_it_says_when_as_people_here_read_it(language: str, name: str, words: str) -> None:
    with translation.override(language):
        assert date_format(MOMENT, name) == words
