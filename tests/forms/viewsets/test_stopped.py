from typing import Any

import pytest
from django.test import Client

from forms.models import IntakeFormPage, QrCode
from forms.models.stopped import Reason, count_stopped
from tests.cast import Cast

pytestmark = pytest.mark.django_db
URL = "/admin/intake-stopped/"
Pages = dict[str, IntakeFormPage]


def test_it_shows_what_was_stopped_where_and_why(client: Client, cast: Cast, pages: Pages, code: QrCode) -> None:
    for _time in range(7):
        count_stopped(code.page_id, code, Reason.TRAP)
    client.force_login(cast.edda)
    text = client.get(URL).content.decode()
    assert code.short_number in text and str(code.page.title) in text and "<td>7</td>" in text
    assert "stopped-bar--10" in text


def test_it_says_when_nothing_was(client: Client, cast: Cast) -> None:
    client.force_login(cast.dora)
    assert "Inget har stoppats" in client.get(URL).content.decode()


@pytest.mark.parametrize("who", ["tea", "lena", "anna"])
def test_others_do_not_see_it(client: Client, cast: Cast, who: str) -> None:
    client.force_login(getattr(cast, who))
    assert client.get(URL).status_code in (302, 404)


def test_it_costs_the_same_for_one_and_many(
    client: Client, cast: Cast, pages: Pages, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    client.force_login(cast.dora)
    count_stopped(pages["request"].pk, None, Reason.TRAP)
    client.get(URL)
    with django_assert_max_num_queries(40) as one:
        client.get(URL)
    for page in pages.values():
        for reason in Reason:
            count_stopped(page.pk, None, reason)
    with django_assert_num_queries(len(one)):
        client.get(URL)


def test_the_list_of_forms_says_how_many(client: Client, cast: Cast, pages: Pages) -> None:
    for _time in range(43):
        count_stopped(pages["request"].pk, None, Reason.TRAP)
    client.force_login(cast.dora)
    text = client.get("/admin/intake-forms/").content.decode()
    assert "Stoppade (30 dagar)" in text and "43" in text
