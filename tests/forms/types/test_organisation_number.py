import pytest
from django.test import Client

from forms.models import IntakeFormPage, Question
from tests.cast import Cast
from tests.forms.sender import REQUEST, send
from workflows.models import Case, Customer

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(cast: Cast, pages: dict[str, IntakeFormPage]) -> str:
    Customer.objects.filter(pk=cast.asen.pk).update(organisation_number="556016-0680")
    question = Question(page=pages["request"], label_sv="Orgnr", field_type="organisation_number", maps_to="customer")
    question.clean_name = "orgnr"
    question.save()
    return pages["request"].url


@pytest.mark.parametrize(("who", "finds"), [("anonymous", False), ("anna", False), ("dora", True)])
def test_it_finds_the_customer_for_staff_alone(client: Client, cast: Cast, url: str, who: str, finds: bool) -> None:
    if who != "anonymous":
        client.force_login(getattr(cast, who))
    answer = send(client, url, REQUEST | {"orgnr": "5560160680", "var_ar_det": "Här"}, follow=True)
    case = Case.objects.get()
    assert (case.customer == cast.asen) is finds and ["Orgnr", "556016-0680"] in case.answers
    assert finds or cast.asen.name not in answer.content.decode()
