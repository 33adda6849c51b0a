"""What the kinds that are only fields take, say and refuse."""

from datetime import time
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from forms.fields import question_type
from tests.forms.test_fields import field


def test_it_says_a_number_with_its_unit_in_the_reader_s_language() -> None:
    asked, kind = field("number", unit_sv="timmar", unit_en="hours"), question_type("number")
    assert kind.words(asked.clean("12,5"), asked) == "12,5 timmar"
    with translation.override("en"):
        assert (kind.words(Decimal("12.5"), asked), kind.kept(Decimal("12.5"), asked)) == ("12.5 hours", "12,5 timmar")


def test_it_draws_the_unit_beside_the_box_and_tells_it() -> None:
    drawn = field("number", unit_sv="kg").widget.render("vikt", None, {"id": "id_vikt"})
    assert 'aria-describedby="id_vikt_unit"' in drawn and ">kg</span>" in drawn


@pytest.mark.parametrize("typed", ["14:30", "14.30", "14:30:00"])
def test_it_takes_a_time_of_day(typed: str) -> None:
    asked, kind = field("time"), question_type("time")
    assert asked.clean(typed) == time(14, 30)
    assert (kind.words(time(14, 30), asked), kind.compared(time(14, 30))) == ("14:30", ["14:30"])


def test_it_rates_with_five_radio_buttons() -> None:
    asked = field("rating")
    assert asked.clean("4") == "4"
    assert question_type("rating").words("4", asked) == "4 av 5"
    assert asked.widget.render("betyg", "4", {"id": "id_betyg"}).count('type="radio"') == 5


def test_it_shows_a_choice_as_a_list() -> None:
    drawn = field("choice", choices_sv="A\nB", as_list=True)
    assert "<select" in drawn.widget.render("val", None) and drawn.clean("B") == "B"
    assert drawn.choices[0] == ("", "Välj")


@pytest.mark.parametrize("typed", ["556016-0680", "5560160680", "16556016-0680", "165560160680", " 556016 0680 "])
def test_it_reads_an_organisation_number(typed: str) -> None:
    assert field("organisation_number").clean(typed) == "556016-0680"


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("organisation_number", "556016-0681"),
        ("organisation_number", "55601-0680"),
        ("organisation_number", "5560160680\x00"),
        ("organisation_number", "²" * 10),
        ("time", "25:00"),
        ("time", "\x00"),
        ("rating", "6"),
        ("rating", "0"),
        ("choice", ""),
    ],
)
def test_it_refuses_what_is_none(kind: str, typed: str) -> None:
    with pytest.raises(ValidationError):
        field(kind, choices_sv="A\nB", as_list=True, required=True).clean(typed)


@pytest.mark.parametrize(
    ("typed", "e164"),
    [("070-123 45 67", "+46701234567"), ("+47 22 12 34 56", "+4722123456"), ("+46 (0)70-123 45 67", "+46701234567")],
)
def test_it_keeps_a_phone_number_as_typed_and_as_it_is_dialled(typed: str, e164: str) -> None:
    number = field("phone").clean(typed)
    assert (number, question_type("phone").kept_beside(number)) == (typed, {"e164": e164})


def test_it_says_how_a_phone_number_is_written() -> None:
    with pytest.raises(ValidationError, match="Skriv ett telefonnummer"):
        field("phone").clean("+999 12 34 56")


ADDRESS = ["Storgatan 1", "111 22", "Stockholm"]


def test_it_takes_an_address_as_one_answer() -> None:
    assert str(field("address").clean(ADDRESS)) == "Storgatan 1, 111 22 Stockholm"
    assert str(field("address", required=True).clean(["Storgatan 1", "", "Ystad"])) == "Storgatan 1, Ystad"
    assert field("address").clean(["", "", ""]) is None


@pytest.mark.parametrize("typed", [["Storgatan 1", "", ""], ["", "111 22", ""], ["", "", ""], ["x" * 101, "", "Ystad"]])
def test_it_refuses_half_an_address_where_one_is_needed(typed: list[str]) -> None:
    with pytest.raises(ValidationError):
        field("address", required=True).clean(typed)


def test_phones_can_fill_an_address_in() -> None:
    drawn = field("address").widget.render("adress", None, {"id": "id_adress"})
    assert all(f'autocomplete="{name}"' in drawn for name in ("address-line1", "postal-code", "address-level2"))


@pytest.mark.parametrize("typed", ["\x00", "x" * 99_999, "[]", "😀" * 300])
@pytest.mark.parametrize("kind", ["phone", "organisation_number", "number", "time", "rating"])
def test_it_refuses_nonsense_with_a_sentence(kind: str, typed: Any) -> None:
    with pytest.raises(ValidationError):
        field(kind).clean(typed)
