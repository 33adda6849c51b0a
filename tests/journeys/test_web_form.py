"""From the start page to the opened case: a stranger, a contact, and somebody who makes every mistake."""

import pytest
from django.core import mail
from wagtail.models import Site

from forms.models import IntakeFormPage
from forms.ready_forms import make_ready_forms
from tests.cast import Cast
from tests.journeys.person import Person
from tests.pictures import jpeg, upload
from workflows import errands
from workflows.models import Case


@pytest.fixture(autouse=True)
def pages(cast: Cast) -> dict[str, IntakeFormPage]:
    return make_ready_forms(Site.objects.get(is_default_site=True).root_page)


def test_a_stranger_finds_the_form_and_gets_a_receipt_and_a_link() -> None:
    pia = Person().opens("/").follows("Serviceanmälan")
    pia.sends(
        vad_galler_det="Hissen tjuter", var_ar_det="Storgatan 1, port B", hur_brattom_ar_det="Samma dag",
        ar_nagon_instangd_eller_i_fara="no",
        ditt_namn="Pia", din_e_post="pia@example.com", foton=upload(),
    )  # fmt: skip
    case = Case.objects.get()
    assert case.number in pia.text and (case.team.name, case.attachments.count()) == ("Hissgruppen", 1)
    errands.perform_due()
    errands.perform_due()
    assert ["pia@example.com"] in [message.to for message in mail.outbox]
    assert "Hissen tjuter" in pia.follows("Följ ditt ärende").text


def test_a_contact_s_case_is_in_her_portal(cast: Cast) -> None:
    anna = Person(cast.anna).opens("/serviceanmalan/")
    anna.sends(
        "serviceanmalan",
        vad_galler_det="Hissen tjuter",
        hur_brattom_ar_det="Samma dag",
        ar_nagon_instangd_eller_i_fara="no",
    )
    case = Case.objects.get()
    assert (case.worksite, case.reporter) == (cast.storgatan, cast.anna.contact)
    assert "Hissen tjuter" in anna.opens("/portal/").text


def test_somebody_who_makes_every_mistake_gets_there_without_typing_twice() -> None:
    pia = Person().opens("/bestallning/")
    pia.sends(
        foton=[upload("a.jpg"), upload("b.jpg", b"no picture")],
        onskat_datum="i morgon",
        **{"artiklar_och_antal-0-what": "Kolv", "artiklar_och_antal-0-quantity": "många"},
    )
    assert pia.status == 200 and "Något behöver rättas" in pia.text
    fixed = {"artiklar_och_antal-0-quantity": "2,5", "onskat_datum": "2027-01-07"}
    pia.sends(vad_vill_du_bestalla="Ny dörr", var_ar_det="Storgatan 1", **fixed)
    assert "obligatorisk" in pia.text
    pia.sends(ditt_namn="Pia", din_e_post="pia@example.com", vad_ska_inga=["Arbete", "Material"])
    case = Case.objects.get()
    answers = dict(case.answers)
    assert (case.kind, answers["Artiklar och antal"], answers["Önskat datum"]) == (
        "order",
        "2,5 st Kolv",
        "7 januari 2027",
    )
    assert answers["Vad ska ingå?"] == "Arbete, Material"
    assert [file.name for file in case.attachments.all()] == ["a.jpg"]


def test_back_and_send_again_shows_the_same_receipt(cast: Cast) -> None:
    answers = {"vad_galler_det": "Hissen", "var_ar_det": "Här", "hur_brattom_ar_det": "Samma dag", "ditt_namn": "Pia"}
    answers["ar_nagon_instangd_eller_i_fara"] = "no"
    pia = Person().opens("/serviceanmalan/")
    form, page = pia.path, pia.page
    first = pia.sends(**answers, foton=upload("a.jpg", jpeg())).path
    pia.path, pia.page = form, page
    again = pia.sends(**answers | {"vad_galler_det": "Hissen igen"}).path
    assert first == again and Case.objects.count() == 1
