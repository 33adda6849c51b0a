from typing import Any

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from forms import codes
from forms.models import FormSubmission, IntakeFormPage, QrCode
from tests.cast import CANARY, Cast
from tests.forms.sender import DEVIATION, send
from workflows.models import Case

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(code: QrCode) -> str:
    return f"/q/{code.token}/"


def text(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def test_it_shows_where_one_is_and_asks_for_the_rest(client: Client, url: str) -> None:
    page = text(client, url)
    assert all(words in page for words in ("Storgatan 1", "111 22 Stockholm", "Hiss A", "Vad har du sett?"))
    assert "Var är det?" not in page


def test_it_shows_only_what_the_code_s_owner_chose(client: Client, cast: Cast, code: QrCode, url: str) -> None:
    page = text(client, url)
    assert "Anna Ström" in page and 'href="tel:0701112233"' in page
    QrCode.objects.update(shows_address=False, shows_equipment=False, shows_contact=False)
    page = text(client, url)
    assert not any(words in page for words in ("Anna Ström", "111 22", "Hiss A"))


@pytest.mark.parametrize(
    ("who", "page"), [("anna", "/portal/{0}/"), ("tea", "/field/{0}/"), ("dora", "/admin/cases/{0}/")]
)
def test_it_shows_who_is_logged_in_what_is_open_here(client: Client, cast: Cast, url: str, who: str, page: str) -> None:
    case = cast.opens_case(title="Hissen står")
    client.force_login(getattr(cast, who))
    words = text(client, f"{url}?report=1")
    assert f'href="{page.format(case.pk)}"' in words and "Hissen står" in words


@pytest.mark.parametrize("who", ["tea", "dora"])
def test_it_leads_staff_to_the_card_of_the_worksite(
    client: Client, cast: Cast, code: QrCode, url: str, who: str
) -> None:
    client.force_login(getattr(cast, who))
    answer = client.get(url, follow=True)
    assert answer.redirect_chain[0][0].startswith(f"/field/places/{cast.storgatan.pk}/?scan=")
    assert code.short_number in answer.content.decode()


def test_staff_report_from_the_card_all_the_same(client: Client, cast: Cast, code: QrCode, url: str) -> None:
    client.force_login(cast.tea)
    there = client.get(client.get(url, follow=True).context["report_url"])
    assert there.url == f"{url}?report=1"
    send(client, there.url, DEVIATION)
    assert Case.objects.get().worksite == cast.storgatan
    code.refresh_from_db()
    assert code.scans == 1


@pytest.mark.parametrize("who", ["anna", "edda"])
def test_it_shows_the_form_to_who_does_no_field_work(client: Client, cast: Cast, url: str, who: str) -> None:
    client.force_login(getattr(cast, who))
    assert client.get(url).status_code == 200


@pytest.mark.parametrize(
    "headers", [{"sec-purpose": "prefetch;prerender"}, {"purpose": "prefetch"}, {"user-agent": "WhatsApp/2.23"}]
)
def test_it_does_not_count_what_nobody_looked_at(
    client: Client, code: QrCode, url: str, headers: dict[str, str]
) -> None:
    client.get(url, headers=headers)
    code.refresh_from_db()
    assert code.scans == 0


def test_a_replaced_code_says_so_and_not_where_the_new_one_leads(
    client: Client, cast: Cast, code: QrCode, url: str
) -> None:
    new = codes.replace(code, by=cast.dora)
    page = text(client, url)
    assert "ersatt" in page and new.token not in page and new.short_number not in page


def test_it_shows_nothing_open_to_strangers_and_nothing_from_elsewhere(client: Client, cast: Cast, url: str) -> None:
    cast.opens_case(title="Hissen står")
    cast.foreign_case(title="Porten")
    assert "Hissen står" not in text(client, url)
    client.force_login(cast.otto)
    assert "Hissen står" not in text(client, url) and "Redan öppet" not in text(client, url)
    client.force_login(cast.dora)
    assert "Porten" not in text(client, url)


def test_it_never_shows_what_staff_keep_to_themselves(client: Client, cast: Cast, url: str) -> None:
    page = text(client, url)
    assert not any(word in page for word in ("4711", "Björken", CANARY, cast.anna.email))


def test_a_report_knows_place_and_thing(client: Client, cast: Cast, code: QrCode, url: str) -> None:
    send(client, url, DEVIATION)
    case = Case.objects.get()
    assert (case.worksite, case.equipment, case.customer) == (cast.storgatan, cast.lift, cast.bjorken)
    assert (case.source, case.title, FormSubmission.objects.get().code) == ("code", "Glas på golvet", code)


def test_what_is_posted_cannot_move_the_place(client: Client, cast: Cast, url: str) -> None:
    moved = {"var_ar_det-site": cast.kanalgatan.pk, "var_ar_det": "Annanstans", "worksite": cast.kanalgatan.pk}
    send(client, url, DEVIATION | moved)
    assert (Case.objects.get().worksite, Case.objects.get().place) == (cast.storgatan, "")


def test_it_counts_looks_and_nothing_else(client: Client, code: QrCode, url: str) -> None:
    client.get(url)
    client.head(url)
    send(client, url, DEVIATION)
    code.refresh_from_db()
    assert code.scans == 2 and code.last_scanned_at is not None


def test_a_revoked_code_explains_itself(client: Client, code: QrCode, url: str) -> None:
    codes.revoke(code)
    for answer in (client.get(url), client.post(url, DEVIATION)):
        assert answer.status_code == 410
        assert "08-123 45 60" in answer.content.decode() and code.short_number in answer.content.decode()
        assert "Storgatan" not in answer.content.decode()
    assert not Case.objects.exists()


def test_a_form_begun_before_the_code_was_revoked_is_not_taken(client: Client, code: QrCode, url: str) -> None:
    opened = client.get(url)
    codes.revoke(code)
    assert client.post(url, DEVIATION | {"submission-key": opened.context["form"].key}).status_code == 410


def test_a_code_whose_form_is_closed_explains_itself(client: Client, code: QrCode, url: str) -> None:
    code.page.unpublish()
    assert client.get(url).status_code == 410


@pytest.mark.parametrize("token", ["x" * 22, "short", "x" * 200, "%00" * 22, "..%2f..%2fetc", "é" * 22])
def test_an_unknown_code_is_not_there(client: Client, url: str, token: str) -> None:
    assert client.get(f"/q/{token}/").status_code == 404


def test_its_number_opens_nothing(client: Client, code: QrCode) -> None:
    for guess in (code.short_number, code.pk):
        assert client.get(f"/q/{guess}/").status_code == 404


def test_search_engines_stay_away(client: Client, url: str) -> None:
    assert client.get(url)["X-Robots-Tag"] == "noindex"


def test_the_page_costs_few_queries(client: Client, url: str, django_assert_num_queries: Any) -> None:
    client.get(url)
    with django_assert_num_queries(3):
        client.get(url)


def test_a_code_points_at_a_public_address(code: QrCode) -> None:
    assert code.url.endswith(f"/q/{code.token}/") and code.url.startswith("http")


def test_tokens_and_numbers_are_their_own(cast: Cast, pages: dict[str, IntakeFormPage]) -> None:
    made = [QrCode.objects.create(page=pages["order"], worksite=cast.storgatan) for _time in range(20)]
    assert len({one.token for one in made}) == len({one.short_number for one in made}) == 20
    assert all(len(one.token) == 22 for one in made)


def test_a_page_that_wagtail_keeps_from_strangers_is_no_more_open_by_its_code(client: Client, code: QrCode) -> None:
    PageViewRestriction.objects.create(page=code.page, restriction_type=PageViewRestriction.LOGIN)
    for answer in (client.get(f"/q/{code.token}/"), client.post(f"/q/{code.token}/", DEVIATION)):
        assert answer.status_code == 302 and "login" in answer["Location"]
    assert not Case.objects.exists()
