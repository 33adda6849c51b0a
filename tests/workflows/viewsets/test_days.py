from typing import Any

import pytest
from django import forms
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localtime

from tests.cast import Cast
from workflows.models import Case
from workflows.seen import seen
from workflows.viewsets.days import DayField, MomentField

SENTENCE = "Välj en dag mellan åren 1990 och 2100."
FAR = ["0001-01-01", "1989-12-31", "2101-01-01", "9999-12-31"]


class Asked(forms.Form):
    day = DayField()
    moment = MomentField()


def asked(day: str = "", time: str = "") -> Asked:
    return Asked({"day": day, "moment_0": day, "moment_1": time})


@pytest.mark.parametrize("day", FAR)
def test_it_refuses_days_of_other_times(day: str) -> None:
    with translation.override("sv"):
        assert asked(day, "00:00").errors == {"day": [SENTENCE], "moment": [SENTENCE]}


@pytest.mark.parametrize("day", ["1990-01-01", "2026-05-31", "2100-12-31"])
def test_it_takes_the_days_of_cases(day: str) -> None:
    form = asked(day, "14:30")
    assert form.is_valid()
    assert f"{form.cleaned_data['day']:%Y-%m-%d}" == day
    assert f"{localtime(form.cleaned_data['moment']):%Y-%m-%d %H:%M}" == f"{day} 14:30"


def test_it_needs_neither() -> None:
    assert asked().is_valid()


@pytest.mark.parametrize(
    ("day", "time", "sentence"), [("i går", "14:30", "Skriv datumet"), ("2026-05-31", "", "14:30")]
)
def test_it_says_how_a_moment_is_written(day: str, time: str, sentence: str) -> None:
    with translation.override("sv"):
        assert sentence in str(asked(day, time).errors["moment"])


@pytest.mark.parametrize("day", FAR)
def test_a_case_is_not_promised_by_such_a_day(cast: Cast, client: Client, day: str) -> None:
    case = cast.opens_case()
    client.force_login(cast.dora)
    written: dict[str, Any] = {"title": "Hissen", "priority": 2, "finish_by_0": day, "finish_by_1": "00:00"}
    written |= {"worksite": cast.storgatan.pk, "key": "a" * 32}
    for address in (reverse("cases:verb", args=[case.pk, "edit_case"]), reverse("cases:new")):
        page = client.post(address, {**seen(case), **written})
        shown = page.content.decode()
        assert page.status_code == 422 and SENTENCE in shown and f'value="{day}"' in shown
    assert Case.objects.get().finish_by is None
