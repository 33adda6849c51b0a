import pytest

from tests.cast import Cast
from workflows.models import Case
from workflows.search import search_cases


@pytest.mark.parametrize("text", ["hissen", "STÅR STILL", "storgatan", "björken", "anna", "issen", "plan 2 och"])
def test_it_finds_the_case_by_a_word_in_it(cast: Cast, text: str) -> None:
    case = cast.opens_case()
    assert list(search_cases(Case.objects.all(), text)) == [case]


@pytest.mark.parametrize("text", ["rulltrappa", "hissen rulltrappa", "x", "%", '"', "' OR 1=1 --", "a\x00b", "9" * 40])
def test_it_finds_nothing_where_nothing_is(cast: Cast, text: str) -> None:
    cast.opens_case()
    assert list(search_cases(Case.objects.all(), text)) == []


@pytest.mark.parametrize("form", ["{}", "#{}", " {} "])
def test_it_finds_the_case_by_its_number(cast: Cast, form: str) -> None:
    case = cast.opens_case()
    cast.opens_case()
    assert list(search_cases(Case.objects.all(), form.format(case.number))) == [case]


def test_it_leaves_all_for_an_empty_text(cast: Cast) -> None:
    cast.opens_case()
    assert search_cases(Case.objects.all(), "  ").count() == 1


def test_it_follows_an_edit(cast: Cast) -> None:
    case = cast.opens_case()
    case.title = "Rulltrappan gnisslar"
    case.save_changed()
    assert search_cases(Case.objects.all(), "gnisslar").exists()
    assert not search_cases(Case.objects.all(), "hissen").exists()


def test_it_stays_within_what_it_is_given(cast: Cast) -> None:
    cast.foreign_case()
    assert not search_cases(Case.objects.visible_to(cast.anna), "dörr").exists()
