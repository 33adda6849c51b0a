from decimal import Decimal

import pytest
from django.test import Client

from forms.models import IntakeFormPage
from forms.types.articles import ArticlesField, Row, RowsInput
from tests.cast import Cast
from tests.forms.sender import send
from workflows.models import Article, Case, PlannedArticle

pytestmark = pytest.mark.django_db
Pages = dict[str, IntakeFormPage]
ORDER = {"vad_vill_du_bestalla": "Kolvar", "var_ar_det": "Här", "ditt_namn": "Eva", "din_e_post": "eva@example.com"}
WHO = ["anonymous", "anna", "dora"]


@pytest.fixture
def url(pages: Pages) -> str:
    return pages["order"].url


def row(number: int, what: str, quantity: str) -> dict[str, str]:
    return {f"artiklar_och_antal-{number}-what": what, f"artiklar_och_antal-{number}-quantity": quantity}


def log_in(client: Client, cast: Cast, who: str) -> None:
    if who != "anonymous":
        client.force_login(getattr(cast, who))


@pytest.mark.parametrize(("who", "orderable", "shown"), [
    ("anonymous", True, False), ("anna", False, False), ("anna", True, True), ("dora", False, True),
])  # fmt: skip
def test_it_shows_articles_to_whom_they_are_for(
    client: Client, cast: Cast, url: str, who: str, orderable: bool, shown: bool
) -> None:
    Article.objects.update(is_orderable=orderable)
    log_in(client, cast, who)
    page = client.get(url).content.decode()
    assert (cast.article.name_sv in page) is shown and "249" not in page
    send(client, url, ORDER | row(0, cast.article.number, "2,5"))
    planned = PlannedArticle.objects.get()
    assert planned.article == (cast.article if shown else None)
    assert planned.name == (cast.article.name_sv if shown else cast.article.number)


def test_it_writes_what_was_ordered_with_the_case(client: Client, url: str) -> None:
    send(client, url, ORDER | row(0, " Remskiva  80 mm", "2") | row(3, "Olja", "0,5"))
    case = Case.objects.get()
    rows = list(case.planned_articles.values_list("article", "name", "unit", "quantity"))
    assert rows == [(None, "Remskiva 80 mm", "st", Decimal(2)), (None, "Olja", "st", Decimal("0.5"))]
    assert dict(case.answers)["Artiklar och antal"] == "2 st Remskiva 80 mm; 0,5 st Olja"


@pytest.mark.parametrize("quantity", ["", "0", "-1", "två", "NaN", "1e400", "9" * 30, "\x00", "1,234"])
def test_it_asks_for_a_number_above_zero_and_loses_nothing(client: Client, url: str, quantity: str) -> None:
    text = send(client, url, ORDER | row(1, "Olja", quantity)).content.decode()
    assert "Rad 2: skriv hur många" in text and 'value="Olja"' in text and not Case.objects.exists()


def test_it_asks_what_is_ordered(client: Client, url: str) -> None:
    assert "Rad 1: skriv vad du beställer" in send(client, url, ORDER | row(0, " ", "2")).content.decode()


@pytest.mark.parametrize("what", ["x" * 121, "x" * 99_999, "\x00"])
def test_it_refuses_a_text_that_is_none(client: Client, url: str, what: str) -> None:
    assert "Rad 1: skriv" in send(client, url, ORDER | row(0, what, "2")).content.decode()


@pytest.mark.parametrize(
    "extra", [{"artiklar_och_antal": "x"}, row(31, "Olja", "1"), {"artiklar_och_antal-x-what": "1"}]
)
def test_rows_that_no_page_has_are_no_rows(client: Client, url: str, extra: dict[str, str]) -> None:
    send(client, url, ORDER | extra)
    assert Case.objects.exists() and not PlannedArticle.objects.exists()


@pytest.mark.parametrize("many", [1, 50])
def test_it_asks_the_register_twice_however_many_rows(
    client: Client, cast: Cast, many: int, django_assert_num_queries: object
) -> None:
    Article.objects.bulk_create(Article(number=f"B-{n}", name_sv=f"Del {n}") for n in range(many))
    with django_assert_num_queries(3):  # type: ignore[operator]  # one of them her rights
        asked = ArticlesField(cast.dora, widget=RowsInput(), required=True)
        found = asked.clean([Row(f"B-{n}", "1") for n in range(min(many, 30))])
    assert all(one.article for one in found)
