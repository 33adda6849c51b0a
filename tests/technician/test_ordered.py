import pytest
from django.test import Client
from wagtail.models import Site

from forms.ready_forms import make_ready_forms
from tests.cast import Cast
from tests.technician.test_case import html
from workflows.models import Case, PlannedArticle, UsedArticle

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(cast: Cast, client: Client) -> Case:
    """Of an order that came in by a form, seen by Tea."""
    page = make_ready_forms(Site.objects.get().root_page)["order"]
    case = cast.opens_case(intake_page_id=page.pk)
    PlannedArticle.objects.create(case=case, article=cast.article, name="Låskolv", unit="st", quantity=3)
    client.force_login(cast.tea)
    return case


def test_she_sees_what_was_ordered_and_books_it_with_one_button(client: Client, case: Case) -> None:
    assert "Låskolv" in html(client, case)
    planned = PlannedArticle.objects.get()
    client.post(f"/field/{case.pk}/articles/ordered/{planned.pk}/")
    assert UsedArticle.objects.get().quantity == 3
