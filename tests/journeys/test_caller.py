"""Somebody calls whom nobody knows: from the first ring to Excel and the ERP's folder, without JavaScript."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cast import Cast
from tests.journeys.person import Person
from tests.journeys.test_roads import link_in, mails_to, the_worker_works, workbook
from workflows.models import Case, Customer


@pytest.fixture(autouse=True)
def erp(settings: Any) -> Path:
    return Path(settings.ERP_ROOT)


def eva_calls(cast: Cast) -> tuple[Person, Case]:
    """Dora looks for the address, finds nothing, and writes everything down while Eva speaks."""
    dora = Person(cast.dora).opens("/admin/")
    dora.follows("Nytt ärende").sends(worksite_text="Ekvägen", title="Porten går inte igen")
    assert dora.status == 422 and "Inget hittades" in dora.text
    dora.sends(
        worksite_text="", worksite_street="Ekvägen 4", worksite_city="Solna", customer_name="Brf Eken",
        contact_name="Eva Ek", contact_phone="070-1", contact_email="eva@eken.example",
        category=cast.door_category.pk, description="Den har stått öppen sedan i morse",
    )  # fmt: skip
    return dora, Case.objects.get()


def test_a_caller_whom_nobody_knows(cast: Cast, erp: Path) -> None:
    dora, case = eva_calls(cast)
    assert (case.source, case.team) == ("office", cast.lifts)
    assert f"Ärende {case.number} är registrerat. Det gick till Hissgruppen." in dora.text

    dora.sends("/assign_case/", to=f"person:{cast.nils.pk}")
    assert "Vald av Dora Falk" in dora.text
    dora.sends("/write_note/", body="Hunden är snäll").sends("/write_message/", body="Nils kommer i eftermiddag")

    eva = Person().opens(link_in(mails_to("eva@eken.example")[-1]))
    assert "Nils kommer i eftermiddag" in eva.text and "Hunden är snäll" not in eva.text
    eva.sends("/message/", body="Ring på hos Ek")

    nils = Person(cast.nils).opens(link_in(mails_to(cast.nils.email)[-1]))
    assert "Ring på hos Ek" in nils.text and "Hunden är snäll" in nils.text
    nils.sends("/start/")

    dora.opens(f"/admin/cases/?q={case.number}")
    assert dora.path == f"/admin/cases/{case.pk}/" and "Ring på hos Ek" in dora.text
    dora.sends("/use_article/", article_text="kolv", quantity="2")
    assert "499,00" in dora.text
    dora.sends("/finish_case/").sends("/close_case/")
    the_worker_works()
    it_left(cast, case, dora, erp)


def it_left(cast: Cast, case: Case, dora: Person, erp: Path) -> None:
    case.refresh_from_db()
    assert case.status == "closed"
    [order] = [json.loads(path.read_text()) for path in erp.glob("*.json")]
    assert (order["case"], order["lines"][0]["number"]) == (case.pk, "A-10")
    customer = Customer.objects.get(name="Brf Eken")
    [head, row] = workbook(dora, f"/admin/cases/?tab=all&customer={customer.pk}&export=xlsx")
    assert dict(zip(head, row, strict=True))["Rubrik"] == "Porten går inte igen"


def test_the_same_caller_is_known_the_next_time(cast: Cast) -> None:
    dora, first = eva_calls(cast)
    dora.opens("/admin/cases/new/").sends(contact_text="eva ek", worksite_text="ekvägen", title="Nu tjuter den också")
    second = Case.objects.exclude(pk=first.pk).get()
    assert (second.reporter, second.worksite) == (first.reporter, first.worksite)
    assert "Porten går inte igen" in dora.text
