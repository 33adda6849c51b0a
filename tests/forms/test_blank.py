import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from forms.form import IntakeForm
from forms.models import IntakeFormPage, QrCode
from tests.cast import Cast
from tests.forms.sender import key_in
from workflows.models import Company

pytestmark = pytest.mark.django_db
Pages = dict[str, IntakeFormPage]


@pytest.mark.parametrize("kind", ["request", "deviation", "order"])
def test_it_is_the_form_itself(client: Client, pages: Pages, kind: str) -> None:
    page = pages[kind]
    form = BeautifulSoup(str(IntakeForm(page=page, user=AnonymousUser())), "html.parser")
    answer = BeautifulSoup(client.get(page.url).content, "html.parser")
    assert [str(field) for field in form.select(".field")] == [str(field) for field in answer.select("form .field")]
    assert form.select(".field")


def test_each_opened_one_has_its_own_key(client: Client, pages: Pages) -> None:
    url = pages["request"].url
    assert key_in(client.get(url)) != key_in(client.get(url))


def test_a_changed_question_shows_at_once(client: Client, pages: Pages) -> None:
    page = pages["request"]
    client.get(page.url)
    page.questions.filter(label_sv="Ditt namn").update(label_sv="Vem är du?")
    text = client.get(page.url).content.decode()
    assert "Vem är du?" in text and "Ditt namn" not in text


def test_it_asks_where_only_without_a_code(client: Client, pages: Pages, code: QrCode) -> None:
    where = pages["deviation"].questions.get(field_type="worksite").label
    assert where in client.get(pages["deviation"].url).content.decode()
    assert where not in client.get(f"/q/{code.token}/").content.decode()


def test_whoever_is_logged_in_gets_her_own(client: Client, pages: Pages, cast: Cast) -> None:
    client.get(pages["request"].url)
    client.force_login(cast.anna)
    assert cast.anna.contact.email in client.get(pages["request"].url).content.decode()
    client.logout()
    assert cast.anna.contact.email not in client.get(pages["request"].url).content.decode()


def test_a_stop_names_the_company_s_number_of_now(client: Client, pages: Pages) -> None:
    assert 'href="tel:081234560"' in client.get(pages["request"].url).content.decode()
    company = Company.load()
    company.phone = "031-99 99 99"
    company.save()
    assert 'href="tel:031999999"' in client.get(pages["request"].url).content.decode()
