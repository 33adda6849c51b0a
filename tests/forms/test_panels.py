from typing import Any

import pytest
from django.test import Client

from forms.models import QrCode
from forms.panels import came_in
from tests.cast import Cast
from tests.forms.sender import DEVIATION, send
from workflows.models import Case

pytestmark = pytest.mark.django_db


def test_the_case_room_says_by_which_form_and_code_it_came(client: Client, cast: Cast, code: QrCode) -> None:
    send(client, f"/q/{code.token}/", DEVIATION)
    case = Case.objects.get()
    client.force_login(cast.dora)
    text = client.get(f"/admin/cases/{case.pk}/").content.decode()
    assert "Så kom det in" in text and code.short_number in text


def test_a_case_from_elsewhere_costs_nothing(cast: Cast, django_assert_num_queries: Any) -> None:
    case = cast.opens_case()
    with django_assert_num_queries(0):
        assert came_in(case, cast.dora) is None
