import io
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from pypdf import PdfReader

from forms import codes
from forms.label_job import AT_ONCE, KIND
from forms.models import IntakeFormPage, QrCode
from tests.cast import Cast
from tests.forms.viewsets.test_qr_codes import Pages, labels, words_in
from workflows import errands
from workflows.models import Errand, Job, Schedule, Worksite

pytestmark = pytest.mark.django_db


def all_found(office: Client, **asked: Any) -> Any:
    query = urlencode({"id": "all", "next": f"/admin/qr-codes/?{urlencode(asked)}"})
    return office.post(f"/admin/bulk/intake/qrcode/print_labels/?{query}", {"paper": "24", "start_at": 1})


def test_all_that_the_list_finds_are_printed(office: Client, cast: Cast, pages: Pages, code: QrCode) -> None:
    other = QrCode.objects.create(page=pages["order"], worksite=cast.kanalgatan)
    for asked in ({"customer": cast.bjorken.pk}, {"q": "storgatan"}, {"about": "equipment"}):
        text = words_in(all_found(office, **asked).content)
        assert code.short_number in text and other.short_number not in text
    assert all(one.short_number in words_in(all_found(office).content) for one in (code, other))


def test_a_test_print_is_one_sheet(office: Client, code: QrCode) -> None:
    answer = labels(office, code.pk, trial="1")
    assert answer["Content-Type"] == "application/pdf" and "Mät linjen" in words_in(answer.content)


def test_many_labels_are_a_job_that_its_owner_alone_fetches(
    office: Client, cast: Cast, pages: Pages, client: Client
) -> None:
    codes.make_codes(pages["order"], [cast.storgatan] * (AT_ONCE + 1), by=cast.dora)
    page = all_found(office)
    job = Job.objects.get(kind=KIND)
    assert page.url == f"/admin/qr-codes/labels/{job.pk}/" and office.get(page.url).status_code == 200
    errands.perform(Errand.objects.get(kind=KIND).pk)
    job.refresh_from_db()
    assert (job.state, job.done, job.percent) == (Job.State.DONE, AT_ONCE + 1, 100)
    content = b"".join(office.get(f"{page.url}file/").streaming_content)  # type: ignore[attr-defined]
    assert len(PdfReader(io.BytesIO(content)).pages) == 5
    client.force_login(cast.adam)
    assert client.get(page.url).status_code == client.get(f"{page.url}file/").status_code == 404


def make(office: Client, model: str, query: str, page: IntakeFormPage) -> Any:
    return office.post(f"/admin/bulk/workflows/{model}/make_codes/?{query}", {"page": page.pk, "shows_address": "on"})


def test_codes_are_made_for_chosen_worksites_and_things(office: Client, cast: Cast, pages: Pages) -> None:
    answer = make(office, "worksite", f"id={cast.storgatan.pk}&id={cast.kanalgatan.pk}&id=x", pages["deviation"])
    assert "print_labels" in answer.url and QrCode.objects.count() == 2
    make(office, "equipment", f"id={cast.lift.pk}", pages["deviation"])
    assert QrCode.objects.latest("pk").equipment == cast.lift


def test_codes_are_made_for_all_worksites_found(office: Client, cast: Cast, pages: Pages) -> None:
    onward = urlencode({"id": "all", "next": f"/admin/worksites/?customer={cast.bjorken.pk}"})
    make(office, "worksite", onward, pages["deviation"])
    assert QrCode.objects.get().worksite == cast.storgatan


def test_a_schedule_has_a_code_at_each_of_its_worksites(office: Client, cast: Cast, pages: Pages) -> None:
    schedule = Schedule.objects.create(title="Tillsyn", customer=cast.bjorken, equipment=cast.lift)
    second = Worksite.objects.create(customer=cast.bjorken, name="Lillgatan 2")
    schedule.worksites.set([cast.storgatan, second])
    make(office, "schedule", f"id={schedule.pk}", pages["deviation"])
    assert {(one.schedule, one.worksite, one.equipment) for one in QrCode.objects.all()} == {
        (schedule, cast.storgatan, cast.lift),
        (schedule, second, None),
    }


def test_a_case_has_its_own_code_from_its_room(office: Client, cast: Cast, pages: Pages) -> None:
    case = cast.opens_case()
    room = f"/admin/cases/{case.pk}/"
    assert "make_codes" in office.get(room).content.decode()
    answer = make(office, "case", f"id={case.pk}", pages["deviation"])
    made = QrCode.objects.get()
    assert (made.case, made.worksite, answer.url) == (case, cast.storgatan, f"/admin/qr-codes/inspect/{made.pk}/")
    assert made.short_number in office.get(room).content.decode()


@pytest.mark.parametrize("who", ["tea", "edda", "anna"])
def test_who_may_not_make_codes_is_not_offered_it(client: Client, cast: Cast, pages: Pages, who: str) -> None:
    client.force_login(getattr(cast, who))
    make(client, "worksite", f"id={cast.storgatan.pk}", pages["deviation"])
    assert not QrCode.objects.exists()
    assert "make_codes" not in client.get("/admin/worksites/").content.decode()


def test_the_page_of_a_schedule_leads_to_its_codes(office: Client, cast: Cast, pages: Pages) -> None:
    schedule = Schedule.objects.create(title="Tillsyn", customer=cast.bjorken)
    assert (
        f"schedule/make_codes/?id={schedule.pk}" in office.get(f"/admin/schedules/edit/{schedule.pk}/").content.decode()
    )
