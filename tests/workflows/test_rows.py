import pytest
from bs4 import BeautifulSoup

from tests.cast import Cast
from workflows.models import Case, CaseRow
from workflows.rows import joined, row

pytestmark = pytest.mark.django_db
NASTY = '"><script>alert(1)</script>'


def shown(case: Case) -> CaseRow:
    [found] = CaseRow.of(Case.objects.filter(pk=case.pk).for_rows())
    return found


def test_it_escapes_whatever_is_not_marked_as_safe(cast: Cast) -> None:
    case = shown(cast.opens_case())
    case.title = case.worksite = NASTY
    drawn = row(case, cases_url="/x/", chips=[NASTY], meta=[NASTY], urgent=NASTY, place_icon=NASTY, look=NASTY)
    assert "<script" not in drawn and drawn.count("&lt;script") == 7


def test_it_leaves_out_what_is_empty_below(cast: Cast) -> None:
    drawn = BeautifulSoup(
        row(shown(cast.opens_case()), cases_url="/x/", chips=[], meta=["", None, "Tea"]), "html.parser"
    )
    assert [span.text for span in drawn.select(".case-row__meta span")] == ["Tea"]


def test_it_joins_safely() -> None:
    assert joined(["<b>", joined(["&"])]) == "&lt;b&gt;&amp;"
