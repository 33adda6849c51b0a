"""Whole roads through HTTP, from how a case comes in to Excel and the ERP's folder."""

import io
import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import Site

from forms.models import IntakeFormPage, QrCode
from forms.ready_forms import make_ready_forms
from tests.cast import Cast
from tests.journeys.person import Person
from tests.pictures import jpeg
from workflows import errands, tasks
from workflows.models import Case, Schedule


@pytest.fixture
def forms(cast: Cast) -> dict[str, IntakeFormPage]:
    return make_ready_forms(Site.objects.get(is_default_site=True).root_page)


@pytest.fixture(autouse=True)
def erp(settings: Any) -> Path:
    return Path(settings.ERP_ROOT)


def the_worker_works() -> None:
    errands.perform_due()
    errands.perform_due()


def mails_to(address: str) -> list[str]:
    the_worker_works()
    return [str(message.body) for message in mail.outbox if message.to == [address]]


def link_in(text: str) -> str:
    found = re.search(r"https?://[^/\s]+(/\S+)", text)
    assert found, text
    return found[1]


def photo() -> SimpleUploadedFile:
    return SimpleUploadedFile("hiss.jpg", jpeg(), "image/jpeg")


def tea_works(cast: Cast, case: Case) -> Person:
    """Takes the case, works, books an article, tells the customer, and is done."""
    tea = Person(cast.tea).opens(link_in(mails_to(cast.tea.email)[-1]))
    tea.sends("/acknowledge/").sends("/start/")
    tea.opens(f"/field/{case.pk}/articles/?q=kolv").sends("/articles/", quantity="2")
    tea.opens(f"/field/{case.pk}/").sends("/message/", body="Jag är där klockan tio")
    tea.opens(f"/field/{case.pk}/finish/").sends("/finish/", body="Bytte låskolven")
    case.refresh_from_db()
    assert case.status == "done", tea.text
    return tea


def dora_closes(cast: Cast, case: Case) -> None:
    dora = Person(cast.dora).opens(f"/admin/cases/{case.pk}/")
    dora.sends("/close_case/")
    case.refresh_from_db()
    assert case.status == "closed", dora.text
    the_worker_works()


def it_leaves(cast: Cast, case: Case, erp: Path) -> None:
    """The order lies in the ERP's folder, and the article in economy's workbook."""
    [order] = [json.loads(path.read_text()) for path in erp.glob("*.json")]
    assert (order["case"], order["lines"][0]["number"], order["lines"][0]["quantity"]) == (case.pk, "A-10", "2.00")
    edda = Person(cast.edda).opens("/admin/used-articles/")
    assert case.number in edda.text
    edda.sends("/used-articles/export/")
    rows = workbook(edda, f"{edda.path.split('?')[0]}file/")
    assert any("A-10" in row and case.number in map(str, row) for row in rows)


def workbook(person: Person, path: str) -> list[tuple[Any, ...]]:
    answer = person.client.get(path)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return list(load_workbook(io.BytesIO(content), read_only=True).active.iter_rows(values_only=True))


def test_it_takes_a_web_form_all_the_way_to_closed(cast: Cast, forms: dict[str, Any], erp: Path) -> None:
    anna = Person().opens(forms["request"].url)
    answers = dict.fromkeys(held_names(anna), "Hissen står still")
    anna.sends(**answers | chosen(anna) | {"din_e_post": cast.anna.email})
    case = Case.objects.get()
    assert case.number in anna.text and case.source == "form"
    Person(cast.dora).opens(f"/admin/cases/{case.pk}/edit_case/").sends("/edit_case/", worksite=cast.storgatan.pk)
    tea_works(cast, case)
    receipt = mails_to(cast.anna.email)[0]
    customer = Person().opens(link_in(receipt))
    assert "Bytte låskolven" in customer.text
    dora_closes(cast, case)
    it_leaves(cast, case, erp)


def held_names(person: Person) -> list[str]:
    fields = person.form("").select("input[type=text][name], input:not([type])[name], textarea[name]")
    return [str(field["name"]) for field in fields if field["name"] not in ("submission-key", "company-website")]


def chosen(person: Person) -> dict[str, str]:
    radios = person.form("").select("input[type=radio]")
    return {str(field["name"]): str(field["value"]) for field in radios}


def test_it_takes_a_scanned_code_to_follow_up_and_reply(cast: Cast, forms: dict[str, Any], erp: Path) -> None:
    code = QrCode.objects.create(page=forms["deviation"], worksite=cast.storgatan, equipment=cast.lift)
    passer_by = Person().opens(f"/q/{code.token}/")
    assert "Storgatan 1" in passer_by.text and cast.storgatan.access_notes not in passer_by.text
    answers = {"vad_har_du_sett": "Dörren glappar", "foton": photo()}
    answers["din_e_post_om_du_vill_ha_svar"] = "pia@example.com"
    passer_by.sends(**chosen(passer_by) | answers)
    case = Case.objects.get()
    assert (case.worksite, case.equipment, case.source) == (cast.storgatan, cast.lift, "code")
    assert case.attachments.count() == 1
    follower = Person().opens(link_in(mails_to("pia@example.com")[0]))
    follower.sends("/message/", body="Nu är den helt lös", files=photo())
    assert "Nu är den helt lös" in mails_to(cast.tea.email)[-1]
    tea_works(cast, case)
    assert "klockan tio" in "".join(mails_to("pia@example.com"))
    dora_closes(cast, case)
    it_leaves(cast, case, erp)


def test_it_takes_a_scheduled_case_through(cast: Cast, erp: Path) -> None:
    schedule = Schedule.objects.create(
        title="Tillsyn hiss", customer=cast.bjorken, category=cast.lift_category, lead_days=0,
        starts_on=timezone.localdate() - timedelta(days=7), repeats=Schedule.Repeats.DAILY, interval=7,
    )  # fmt: skip
    schedule.worksites.add(cast.storgatan)
    tasks.work_schedules()
    case = Case.objects.get()
    assert (case.source, case.team) == ("schedule", cast.lifts)
    tea_works(cast, case)
    dora_closes(cast, case)
    it_leaves(cast, case, erp)


def test_it_takes_a_callers_case_through(cast: Cast, erp: Path) -> None:
    dora = Person(cast.dora).opens("/admin/cases/new/")
    dora.sends(
        worksite=cast.storgatan.pk, customer=cast.bjorken.pk, category=cast.lift_category.pk,
        title="Hissen tjuter", description="Ringde 09:10", priority="3",
    )  # fmt: skip
    case = Case.objects.get()
    assert (case.source, case.worksite, case.title) == ("office", cast.storgatan, "Hissen tjuter")
    tea_works(cast, case)
    dora_closes(cast, case)
    it_leaves(cast, case, erp)


def test_it_lets_the_customer_log_in_follow_up_and_approve(cast: Cast) -> None:
    case = cast.opens_case()
    anna = Person().opens("/accounts/login/")
    anna.sends("/login/code/", email=cast.anna.email)
    code = re.search(r"\b\d{4}-?\d{4}\b", str(mail.outbox[-1].body))
    assert code, mail.outbox[-1].body
    anna.sends("/confirm/", code=code[0])
    anna.opens("/portal/").follows("Hissen står still")
    anna.sends("/message/", body="Porten är öppen")
    tea_works(cast, case)
    anna.opens(f"/portal/{case.pk}/").sends("/approve/")
    case.refresh_from_db()
    assert case.status == "closed" and "Porten är öppen" in anna.text
