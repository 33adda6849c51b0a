from io import BytesIO

import pypdf
import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import CANARY, Cast
from tests.reports.made import closed_case, done_case, order_of, seen_by
from workflows.models import Case
from workflows.panels import panels_for


def paper(client: Client, case: Case) -> str:
    answer = client.get(reverse("reports:work_order", args=[case.pk]))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    return " ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages)


@pytest.mark.parametrize(("name", "money"), [("edda", True), ("dora", True), ("lena", False), ("tea", False)])
def test_prices_are_for_those_who_may_see_money(cast: Cast, name: str, money: bool) -> None:
    text = paper(seen_by(getattr(cast, name)), done_case(cast, "2"))
    assert "Låskolv" in text
    assert ("499,00" in text) is money


@pytest.mark.parametrize("name", ["tea", "anna", "otto"])
def test_a_foreign_case_is_not_found(cast: Cast, name: str) -> None:
    answer = seen_by(getattr(cast, name)).get(reverse("reports:work_order", args=[cast.foreign_case().pk]))
    assert answer.status_code in (302, 404)
    assert CANARY not in answer.content.decode()


def test_a_missing_case_is_not_found(cast: Cast) -> None:
    assert seen_by(cast.dora).get(reverse("reports:work_order", args=[987654])).status_code == 404


def test_the_case_room_has_the_paper_and_the_order(cast: Cast) -> None:
    case = closed_case(cast, "2")
    order = order_of(case)
    assert [panel.template for panel in panels_for(case, cast.edda) if panel.template.startswith("reports/")] == [
        "reports/panels/papers.html",
        "reports/panels/erp_orders.html",
    ]
    text = seen_by(cast.dora).get(reverse("cases:room", args=[case.pk])).content.decode()
    assert reverse("reports:work_order", args=[case.pk]) in text
    assert reverse("reports:erp_order", args=[order.pk]) in text


def test_the_case_room_hides_the_order_from_the_field(cast: Cast) -> None:
    case = closed_case(cast, "2")
    order_of(case)
    shown = [panel.template for panel in panels_for(case, cast.tea)]
    assert "reports/panels/erp_orders.html" not in shown
