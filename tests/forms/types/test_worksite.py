import pytest
from django.test import Client

from forms.models import IntakeFormPage
from tests.cast import CANARY, Cast
from tests.forms.sender import REQUEST, send
from workflows.models import Case, Contact, Worksite

pytestmark = pytest.mark.django_db
Pages = dict[str, IntakeFormPage]


@pytest.fixture
def url(pages: Pages) -> str:
    return pages["request"].url


def page(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def test_a_stranger_writes_where_it_is_and_sees_nothing_of_any_register(client: Client, cast: Cast, url: str) -> None:
    text = page(client, url)
    assert "<select" not in text
    assert not any(word in text for word in ("Storgatan 1", "Björken", CANARY))


def test_a_stranger_cannot_name_a_worksite_by_number(client: Client, cast: Cast, url: str) -> None:
    send(client, url, REQUEST | {"var_ar_det-site": cast.storgatan.pk, "var_ar_det": "Utanför"})
    assert (Case.objects.get().worksite, Case.objects.get().place) == (None, "Utanför")


def test_a_contact_chooses_among_her_own(client: Client, cast: Cast, url: str) -> None:
    client.force_login(cast.anna)
    assert "Storgatan 1" in page(client, url) and CANARY not in page(client, url)
    send(client, url, REQUEST | {"var_ar_det-site": cast.storgatan.pk})
    case = Case.objects.get()
    assert (case.worksite, case.customer, case.reporter) == (cast.storgatan, cast.bjorken, cast.anna.contact)


@pytest.mark.parametrize("number", ["{foreign}", "999999", "x", "-1", "9" * 30, "1 OR 1=1", "²"])
def test_a_contact_cannot_choose_another_one_s(client: Client, cast: Cast, url: str, number: str) -> None:
    client.force_login(cast.anna)
    answer = send(client, url, REQUEST | {"var_ar_det-site": number.format(foreign=cast.kanalgatan.pk)})
    assert answer.status_code == 200 and not Case.objects.exists()
    assert "Välj ett av arbetsställena" in answer.content.decode() and CANARY not in answer.content.decode()


def test_a_contact_may_report_somewhere_else(client: Client, cast: Cast, url: str) -> None:
    client.force_login(cast.anna)
    send(client, url, REQUEST | {"var_ar_det-site": "", "var_ar_det": "Nya huset"})
    case = Case.objects.get()
    assert (case.worksite, case.place, case.customer) == (None, "Nya huset", cast.bjorken)


def test_with_one_worksite_it_is_chosen_already(client: Client, cast: Cast, url: str) -> None:
    client.force_login(cast.anna)
    assert f'value="{cast.storgatan.pk}" selected' in page(client, url)


def test_an_address_may_wish_for_a_worksite_that_one_sees(client: Client, cast: Cast, url: str) -> None:
    second = Worksite.objects.create(customer=cast.bjorken, name="Lillgatan 2")
    client.force_login(cast.anna)
    assert f'value="{second.pk}" selected' in page(client, f"{url}?worksite={second.pk}")
    assert "selected" not in page(client, f"{url}?worksite={cast.kanalgatan.pk}")
    assert CANARY not in page(client, f"{url}?worksite={cast.kanalgatan.pk}")


def test_a_contact_of_many_worksites_searches(client: Client, cast: Cast, url: str) -> None:
    for number in range(101):
        Worksite.objects.create(customer=cast.bjorken, name=f"Parkgatan {number}")
    client.force_login(cast.anna)
    assert "<select" not in page(client, url)
    send(client, url, REQUEST | {"var_ar_det": "parkgatan 77"})
    assert Case.objects.get().worksite.name == "Parkgatan 77"


def test_staff_find_what_they_name(client: Client, cast: Cast, url: str) -> None:
    client.force_login(cast.dora)
    send(client, url, REQUEST | {"var_ar_det": "björken storgatan"})
    assert Case.objects.get().worksite == cast.storgatan


def test_staff_are_asked_when_several_match(client: Client, cast: Cast, url: str) -> None:
    other = Worksite.objects.create(customer=cast.bjorken, name="Storgatan 11")
    client.force_login(cast.dora)
    text = send(client, url, REQUEST | {"var_ar_det": "storgatan"}).content.decode()
    assert "Flera arbetsställen stämmer" in text and 'value="storgatan"' in text
    assert f'value="{other.pk}"' in text
    send(client, url, REQUEST | {"var_ar_det": "storgatan", "var_ar_det-site": other.pk})
    assert Case.objects.get().worksite == other


def test_staff_may_mean_none_of_those_found(client: Client, cast: Cast, url: str) -> None:
    client.force_login(cast.dora)
    send(client, url, REQUEST | {"var_ar_det": "storgatan", "var_ar_det-site": "other"})
    assert (Case.objects.get().worksite, Case.objects.get().place) == (None, "storgatan")


def test_a_technician_reports_by_search_too(client: Client, cast: Cast, url: str) -> None:
    client.force_login(cast.tea)
    send(client, url, REQUEST | {"var_ar_det": "Storgatan 1"})
    assert Case.objects.get().worksite == cast.storgatan


def test_a_contact_who_left_is_a_stranger(client: Client, cast: Cast, url: str) -> None:
    Contact.objects.filter(user=cast.anna).update(is_active=False)
    client.force_login(cast.anna)
    assert "<select" not in page(client, url)
    send(client, url, REQUEST | {"var_ar_det": "Storgatan 1"})
    assert (Case.objects.get().reporter, Case.objects.get().customer) == (None, None)
