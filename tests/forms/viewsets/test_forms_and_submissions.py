import csv
import io
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from forms.models import FormSubmission, IntakeFormPage, QrCode
from tests.cast import Cast
from tests.forms.sender import REQUEST, send
from workflows.models import Case

pytestmark = pytest.mark.django_db
Pages = dict[str, IntakeFormPage]
HOSTILE = "=HYPERLINK(1)"


@pytest.fixture
def submissions(client: Client, pages: Pages) -> str:
    send(Client(), pages["request"].url, REQUEST | {"var_ar_det": "Storgatan 1", "ditt_namn": HOSTILE})
    return f"/admin/forms/submissions/{pages['request'].pk}/"


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


@pytest.mark.parametrize(("who", "status"), [("dora", 200), ("adam", 200), ("edda", 200), ("tea", 404), ("lena", 404)])
def test_reading_submissions_is_a_right(client: Client, cast: Cast, submissions: str, who: str, status: int) -> None:
    client.force_login(getattr(cast, who))
    for query in ("", "?export=csv", "?export=xlsx", "results/"):
        assert client.get(submissions + query).status_code == status


def test_contacts_and_strangers_read_none(client: Client, cast: Cast, submissions: str) -> None:
    assert client.get(submissions).status_code == 302
    client.force_login(cast.anna)
    assert client.get(submissions).status_code in (302, 403, 404)


def test_who_edits_pages_reads_no_submissions_by_that(client: Client, cast: Cast, submissions: str) -> None:
    cast.adam.groups.get().permissions.remove(*permissions("view_formsubmission"))
    client.force_login(cast.adam)
    assert client.get(submissions).status_code == 404


def permissions(codename: str) -> Any:
    from django.contrib.auth.models import Permission

    return Permission.objects.filter(codename=codename)


def test_a_submission_leads_to_its_case(client: Client, cast: Cast, submissions: str) -> None:
    client.force_login(cast.dora)
    text = client.get(submissions).content.decode()
    assert f"/admin/cases/{Case.objects.get().pk}/" in text and "Samma dag" in text


def test_it_leaves_without_formulas(client: Client, cast: Cast, submissions: str) -> None:
    client.force_login(cast.dora)
    assert f"'{HOSTILE}" in body(client.get(submissions + "?export=csv")).decode()
    sheet = load_workbook(io.BytesIO(body(client.get(submissions + "?export=xlsx")))).active
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == HOSTILE]
    assert [cell.data_type for cell in cells] == ["s"]


def test_submissions_are_not_deleted(client: Client, cast: Cast, submissions: str) -> None:
    client.force_login(cast.adam)
    url = f"{submissions}delete/?selected-submissions={FormSubmission.objects.get().pk}"
    assert client.get(url).status_code == client.post(url).status_code == 404
    assert FormSubmission.objects.count() == 1
    assert "selected-submissions" not in client.get(submissions).content.decode()


@pytest.mark.parametrize("who", ["adam", "dora"])
def test_the_forms_stand_in_one_list(client: Client, cast: Cast, pages: Pages, who: str) -> None:
    client.force_login(getattr(cast, who))
    text = client.get("/admin/intake-forms/").content.decode()
    assert all(page.title in text and page.url in text for page in pages.values())
    assert (f"/admin/pages/{pages['order'].pk}/edit/" in text) == (who == "adam")
    assert ("Nytt formulär" in text) == (who == "adam")


@pytest.mark.parametrize("who", ["tea", "lena", "anna"])
def test_others_have_no_list_of_forms(client: Client, cast: Cast, pages: Pages, who: str) -> None:
    client.force_login(getattr(cast, who))
    assert client.get("/admin/intake-forms/").status_code in (302, 404)


def test_the_menu_names_forms_once(client: Client, cast: Cast, pages: Pages) -> None:
    client.force_login(cast.adam)
    menu = client.get("/admin/").content.decode()
    assert "/admin/intake-forms/" in menu and '"/admin/forms/"' not in menu


@pytest.mark.parametrize("which", ["form", "parent"])
def test_a_form_that_a_code_opens_is_kept(client: Client, cast: Cast, code: QrCode, which: str) -> None:
    client.force_login(cast.adam)
    page = code.page if which == "form" else code.page.get_parent()
    answer = client.post(f"/admin/pages/{page.pk}/delete/", {"confirm_site_name": "Serva"}, follow=True)
    assert "kan inte tas bort" in answer.content.decode()
    assert IntakeFormPage.objects.filter(pk=code.page.pk).exists()


def test_a_used_form_is_kept_in_bulk_too(client: Client, cast: Cast, code: QrCode) -> None:
    client.force_login(cast.adam)
    client.post(f"/admin/bulk/wagtailcore/page/delete/?id={code.page.pk}")
    assert IntakeFormPage.objects.filter(pk=code.page.pk).exists()


def test_an_unused_form_can_be_deleted(client: Client, cast: Cast, pages: Pages) -> None:
    client.force_login(cast.adam)
    client.post(f"/admin/pages/{pages['order'].pk}/delete/", {"confirm_site_name": "Serva"})
    assert not IntakeFormPage.objects.filter(pk=pages["order"].pk).exists()


def test_the_list_of_submissions_costs_the_same(
    client: Client, cast: Cast, pages: Pages, submissions: str, django_assert_max_num_queries: Any
) -> None:
    client.force_login(cast.dora)
    client.get(submissions)
    with django_assert_max_num_queries(40) as one:
        client.get(submissions)
    cost = len(one)
    for number in range(5):
        send(Client(), pages["request"].url, REQUEST | {"var_ar_det": f"Gatan {number}"})
    with django_assert_max_num_queries(cost):
        client.get(submissions)


def test_forms_are_searched_filtered_and_taken_out(client: Client, cast: Cast, pages: Pages) -> None:
    pages["order"].unpublish()
    client.force_login(cast.dora)
    for query in ({"q": "service"}, {"kind": "request"}, {"q": "anmälan", "state": "yes"}):
        text = client.get("/admin/intake-forms/", query).content.decode()
        assert pages["request"].url in text and pages["deviation"].url not in text
    assert "Beställning" in client.get("/admin/intake-forms/", {"state": "no"}).content.decode()
    assert client.get("/admin/intake-forms/", {"kind": "x", "state": "x", "p": "x", "ordering": "x"}).status_code == 200
    csv = body(client.get("/admin/intake-forms/?export=csv&kind=request")).decode()
    assert "Serviceanmälan" in csv and "Avvikelse" not in csv
    assert client.get("/admin/intake-forms/?export=xlsx").status_code == 200


def test_the_editor_hides_choices_where_there_are_none(client: Client, cast: Cast, pages: Pages) -> None:
    client.force_login(cast.adam)
    assert "intake/editor.css" in client.get(f"/admin/pages/{pages['request'].pk}/edit/").content.decode()


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "\r"])
def test_no_answer_and_no_label_leaves_as_a_formula(client: Client, cast: Cast, pages: Pages, begins: str) -> None:
    said = f"{begins}1+1"
    page = pages["request"]
    page.questions.filter(clean_name="ditt_namn").update(label_sv=said)
    send(Client(), page.url, REQUEST | {"var_ar_det": "Gatan 1"})
    FormSubmission.objects.update(form_data={"ditt_namn": said, "vad_galler_det": said})
    client.force_login(cast.dora)
    url = f"/admin/forms/submissions/{page.pk}/?export="
    sheet = load_workbook(io.BytesIO(body(client.get(url + "xlsx")))).active
    there = said.replace("\r", "_x000D_")  # as Excel writes it, and reads it back
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f" or cell.value == there]
    assert [cell.data_type for cell in cells] == ["s", "s", "s"]
    rows = list(csv.reader(io.StringIO(body(client.get(url + "csv")).decode("utf-8-sig"), newline=""), delimiter=";"))
    found = [cell for row in rows for cell in row if cell.strip("'") == said]
    assert found == [f"'{said}"] * 3
