from datetime import datetime

import pytest
from django.test import Client

from forms import submit
from forms.models import FormSubmission, IntakeFormPage, QrCode
from tests.cast import Cast
from tests.forms.sender import DEVIATION, REQUEST, send
from workflows.models import Case, Occurrence, Schedule

pytestmark = pytest.mark.django_db
Pages = dict[str, IntakeFormPage]
FULL = REQUEST | {"var_ar_det": "Storgatan 1"}


def test_it_keeps_label_and_text_as_the_sender_saw_them(client: Client, pages: Pages) -> None:
    client.cookies["django_language"] = "en"
    send(client, pages["request"].url, FULL)
    case = Case.objects.get()
    assert ["How urgent is it?", "The same day"] in case.answers
    assert case.reporter_language == "en"


def test_it_keeps_the_submission_in_the_company_s_language(client: Client, pages: Pages) -> None:
    client.cookies["django_language"] = "en"
    send(client, pages["request"].url, FULL)
    sent = FormSubmission.objects.get()
    assert sent.form_data["hur_brattom_ar_det"] == "Samma dag"
    assert (sent.case, sent.page, sent.code) == (Case.objects.get(), pages["request"], None)


def test_a_form_edited_later_rewrites_nothing(client: Client, pages: Pages) -> None:
    send(client, pages["request"].url, FULL)
    before = Case.objects.get().answers
    pages["request"].questions.update(label_sv="Helt annat")
    assert Case.objects.get().answers == before


def test_a_case_without_title_is_named_by_how_its_description_begins(
    client: Client, pages: Pages, code: QrCode
) -> None:
    words = "Glaset i entrédörren är spräckt " * 8
    send(client, f"/q/{code.token}/", DEVIATION | {"vad_har_du_sett": f"{words}\nAndra raden"})
    title = Case.objects.get().title
    assert title.startswith("Glaset i entrédörren") and title.endswith("…") and len(title) <= 101


def test_a_case_without_any_words_is_named_by_form_and_place(client: Client, pages: Pages, code: QrCode) -> None:
    pages["deviation"].questions.filter(maps_to="description").update(maps_to="")
    send(client, f"/q/{code.token}/", DEVIATION)
    assert Case.objects.get().title == "Avvikelse: Storgatan 1"


def test_category_and_its_priority_come_from_the_form(client: Client, cast: Cast, pages: Pages) -> None:
    cast.lift_category.priority = 3
    cast.lift_category.save()
    page = pages["request"]
    page.category = cast.lift_category
    page.save()
    send(client, page.url, FULL)
    assert (Case.objects.get().category, Case.objects.get().priority) == (cast.lift_category, 3)


def test_a_contact_is_the_reporter_with_what_is_known_of_her(client: Client, cast: Cast, pages: Pages) -> None:
    client.force_login(cast.anna)
    assert 'value="Anna Ström"' in client.get(pages["request"].url).content.decode()
    send(client, pages["request"].url, REQUEST | {"var_ar_det-site": cast.storgatan.pk, "ditt_namn": "Anna S"})
    case = Case.objects.get()
    assert (case.reporter, case.reporter_name, case.reporter_phone) == (cast.anna.contact, "Anna S", "070-111 22 33")


def test_at_another_customer_s_worksite_a_contact_is_a_passer_by(client: Client, cast: Cast, code: QrCode) -> None:
    client.force_login(cast.otto)
    send(client, f"/q/{code.token}/", DEVIATION)
    case = Case.objects.get()
    assert (case.reporter, case.customer, case.reporter_email) == (None, cast.bjorken, cast.otto.email)
    assert not Case.objects.visible_to(cast.otto).exists()


def test_a_report_from_a_case_s_code_concerns_it(client: Client, cast: Cast, code: QrCode) -> None:
    code.case = cast.opens_case()
    code.save()
    send(client, f"/q/{code.token}/", DEVIATION)
    assert Case.objects.latest("pk").concerns == code.case


def test_a_report_from_a_schedule_s_code_concerns_its_latest_case(client: Client, cast: Cast, code: QrCode) -> None:
    code.schedule = Schedule.objects.create(title="Tillsyn", customer=cast.bjorken)
    code.save()
    for day in ("2026-01-05", "2026-02-05"):
        moment = datetime.fromisoformat(f"{day}T08:00+01:00")
        date = Occurrence.objects.create(schedule=code.schedule, nominal_date=day, starts_at=moment)
        latest = cast.opens_case(occurrence=date, source=Case.Source.SCHEDULE)
    send(client, f"/q/{code.token}/", DEVIATION)
    assert Case.objects.latest("pk").concerns == latest


def test_a_post_that_fails_midway_leaves_nothing(client: Client, pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(submit, "insert_submission", fail)
    with pytest.raises(RuntimeError):
        send(client, pages["request"].url, FULL)
    assert not Case.objects.exists()
