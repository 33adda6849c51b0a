import io
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from forms import codes
from forms.models import IntakeFormPage, QrCode
from tests.cast import Cast
from workflows.models import Worksite

pytestmark = pytest.mark.django_db
Pages = dict[str, IntakeFormPage]


def paths(code: QrCode) -> dict[str, str]:
    return {
        name: f"/admin/qr-codes/{name}/{code.pk}/" for name in ("inspect", "edit", "revoke", "replace", "history")
    } | {
        "svg": f"/admin/qr-codes/picture/{code.pk}.svg",
        "png": f"/admin/qr-codes/picture/{code.pk}.png",
        "index": "/admin/qr-codes/",
        "several": "/admin/qr-codes/several/",
        "add": "/admin/qr-codes/new/",
        "print": f"/admin/bulk/intake/qrcode/print_labels/?id={code.pk}",
    }


def reached(client: Client, code: QrCode) -> set[str]:
    return {name for name, path in paths(code).items() if client.get(path).status_code == 200}


LOOK = {"inspect", "svg", "png", "index", "print"}


@pytest.mark.parametrize(
    ("who", "pages_reached"),
    [
        ("dora", LOOK | {"edit", "revoke", "replace", "history", "several", "add"}),
        ("adam", LOOK | {"edit", "revoke", "replace", "history", "several", "add"}),
        ("tea", LOOK),
        ("edda", LOOK),
        ("anna", set()),
    ],
)
def test_everybody_reaches_what_is_theirs(
    client: Client, cast: Cast, code: QrCode, who: str, pages_reached: set[str]
) -> None:
    client.force_login(getattr(cast, who))
    assert reached(client, code) == pages_reached


def test_a_stranger_reaches_nothing(client: Client, code: QrCode) -> None:
    assert reached(client, code) == set()


@pytest.mark.parametrize("who", ["tea", "edda", "anna"])
def test_who_may_only_look_changes_nothing(client: Client, cast: Cast, code: QrCode, who: str) -> None:
    client.force_login(getattr(cast, who))
    for name in ("revoke", "replace", "edit", "add", "several"):
        client.post(paths(code)[name], {"label_text": "HACK", "worksites": cast.storgatan.pk})
    code.refresh_from_db()
    assert not code.is_revoked and code.label_text == "" and QrCode.objects.count() == 1


def test_what_is_not_there_is_404(office: Client, code: QrCode) -> None:
    code.pk = 999_999
    gone = {name: path for name, path in paths(code).items() if str(code.pk) in path}
    assert {name: office.get(path).status_code for name, path in gone.items()} == dict.fromkeys(gone, 404)


def test_a_code_cannot_be_deleted(client: Client, cast: Cast, code: QrCode) -> None:
    client.force_login(cast.adam)
    assert client.post(f"/admin/qr-codes/delete/{code.pk}/").status_code == 404
    assert QrCode.objects.filter(pk=code.pk).exists()


def test_the_office_makes_one(office: Client, cast: Cast, pages: Pages) -> None:
    data = {
        "worksite": cast.storgatan.pk,
        "equipment": cast.lift.pk,
        "page": pages["deviation"].pk,
        "shows_address": "on",
    }
    answer = office.post("/admin/qr-codes/new/", data | {"schedule": "", "case": "", "label_text": "Säg till"})
    made = QrCode.objects.get()
    assert answer.url == f"/admin/qr-codes/inspect/{made.pk}/"
    assert (made.worksite, made.equipment, made.created_by, made.shows_contact) == (
        cast.storgatan,
        cast.lift,
        cast.dora,
        False,
    )


@pytest.mark.parametrize("case", ["999999", "x", "9" * 40, "-1", "²"])
def test_nonsense_is_told_beside_its_field(office: Client, cast: Cast, pages: Pages, case: str) -> None:
    data = {"worksite": cast.storgatan.pk, "page": pages["order"].pk, "case": case, "equipment": cast.lift.pk}
    answer = office.post("/admin/qr-codes/new/", data)
    assert answer.status_code == 200 and "Det finns inget ärende med det numret" in answer.content.decode()


def test_a_thing_of_another_place_is_refused(office: Client, cast: Cast, pages: Pages) -> None:
    data = {"worksite": cast.kanalgatan.pk, "equipment": cast.lift.pk, "page": pages["order"].pk}
    assert "ett annat arbetsställe" in office.post("/admin/qr-codes/new/", data).content.decode()


def test_it_is_found_by_number_place_and_customer(office: Client, cast: Cast, pages: Pages, code: QrCode) -> None:
    QrCode.objects.create(page=pages["order"], worksite=cast.kanalgatan)
    for words in (code.short_number, code.short_number.lower(), "storgatan", "Björken", "Hiss A"):
        text = office.get("/admin/qr-codes/", {"q": words}).content.decode()
        assert code.short_number in text and cast.kanalgatan.name not in text


def test_it_is_filtered_by_state_form_and_customer(office: Client, cast: Cast, pages: Pages, code: QrCode) -> None:
    old = QrCode.objects.create(page=pages["order"], worksite=cast.kanalgatan)
    codes.revoke(old)
    for query in ({"state": "valid"}, {"page": pages["deviation"].pk}, {"customer": cast.bjorken.pk}):
        text = office.get("/admin/qr-codes/", query).content.decode()
        assert code.short_number in text and old.short_number not in text
    assert old.short_number in office.get("/admin/qr-codes/", {"state": "revoked"}).content.decode()


def test_nonsense_in_filters_is_harmless(office: Client, code: QrCode) -> None:
    nonsense = {"state": "x", "page": "x", "customer": "9" * 40, "worksite": "²", "p": "-1", "ordering": "token"}
    assert office.get("/admin/qr-codes/", nonsense).status_code == 200


def test_the_list_costs_the_same_for_few_and_many(
    office: Client, cast: Cast, pages: Pages, code: QrCode, django_assert_num_queries: Any
) -> None:
    office.get("/admin/qr-codes/")
    with django_assert_num_queries(len_of(office)):
        office.get("/admin/qr-codes/")
    before = len_of(office)
    codes.make_codes(pages["order"], [cast.storgatan, cast.kanalgatan] * 20, by=cast.dora)
    with django_assert_num_queries(before):
        office.get("/admin/qr-codes/")


def len_of(client: Client) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as context:
        client.get("/admin/qr-codes/")
    return len(context)


def test_it_leaves_as_excel_and_csv(office: Client, code: QrCode) -> None:
    csv = b"".join(office.get("/admin/qr-codes/?export=csv").streaming_content).decode()  # type: ignore[attr-defined]
    assert code.url in csv and "Storgatan 1" in csv
    assert office.get("/admin/qr-codes/?export=xlsx").status_code == 200


def test_it_is_drawn(office: Client, code: QrCode) -> None:
    svg, png = office.get(paths(code)["svg"]), office.get(paths(code)["png"] + "?download")
    assert svg["Content-Type"] == "image/svg+xml" and b"<svg" in svg.content
    assert png.content.startswith(b"\x89PNG") and png["Content-Disposition"].startswith("attachment")


def test_revoking_asks_first_and_is_remembered(office: Client, code: QrCode) -> None:
    office.get(paths(code)["revoke"])
    code.refresh_from_db()
    assert not code.is_revoked
    assert office.post(paths(code)["revoke"]).status_code == 302
    code.refresh_from_db()
    assert code.is_revoked
    assert "Spärrad" in office.get(paths(code)["history"]).content.decode()


def test_a_revoked_code_is_only_looked_at(office: Client, code: QrCode) -> None:
    codes.revoke(code)
    assert reached(office, code) >= {"inspect", "svg", "png", "index"}
    assert not reached(office, code) & {"edit", "revoke", "replace", "print"}
    assert office.post(paths(code)["replace"]).status_code == 302
    assert QrCode.objects.count() == 1


def test_replacing_leads_to_the_new_one(office: Client, code: QrCode) -> None:
    answer = office.post(paths(code)["replace"])
    new = QrCode.objects.get(revoked_at=None)
    assert answer.url == f"/admin/qr-codes/inspect/{new.pk}/"
    assert code.short_number in office.get(answer.url).content.decode()


def several(cast: Cast, pages: Pages, *worksites: Worksite, **more: Any) -> dict[str, Any]:
    return {"page": pages["deviation"].pk, "worksites": [one.pk for one in worksites], "each_thing": "", **more}


def test_many_are_made_at_once_and_go_to_be_printed(office: Client, cast: Cast, pages: Pages, code: QrCode) -> None:
    more = Worksite.objects.create(customer=cast.bjorken, name="Lillgatan 2")
    url = f"/admin/qr-codes/several/?customer={cast.bjorken.pk}"
    page = office.get(url).content.decode()
    assert "Storgatan 1, 111 22 Stockholm (har kod)" in page
    answer = office.post(url, several(cast, pages, cast.storgatan, more, shows_contact="on"))
    made = QrCode.objects.exclude(pk=code.pk)
    assert {(one.worksite, one.shows_contact, one.shows_address) for one in made} == {
        (cast.storgatan, True, False),
        (more, True, False),
    }
    assert all(f"id={one.pk}" in answer.url for one in made)
    assert office.get(answer.url).status_code == 200


def test_many_are_made_for_each_thing(office: Client, cast: Cast, pages: Pages) -> None:
    url = f"/admin/qr-codes/several/?customer={cast.bjorken.pk}"
    office.post(url, several(cast, pages, cast.storgatan, each_thing="yes"))
    assert QrCode.objects.get().equipment == cast.lift


def test_worksites_of_another_customer_are_refused(office: Client, cast: Cast, pages: Pages) -> None:
    url = f"/admin/qr-codes/several/?customer={cast.bjorken.pk}"
    assert office.post(url, several(cast, pages, cast.kanalgatan)).status_code == 200
    assert not QrCode.objects.exists()


@pytest.mark.parametrize("customer", ["", "999999", "x", "9" * 40])
def test_without_a_customer_nothing_is_made(office: Client, cast: Cast, pages: Pages, customer: str) -> None:
    url = f"/admin/qr-codes/several/?customer={customer}"
    assert office.get(url).status_code == 200
    office.post(url, several(cast, pages, cast.storgatan))
    assert not QrCode.objects.exists()


def labels(office: Client, *ids: Any, **data: Any) -> Any:
    query = "&".join(f"id={one}" for one in ids)
    return office.post(f"/admin/bulk/intake/qrcode/print_labels/?{query}", {"paper": "24", "start_at": 1, **data})


def words_in(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_a_sheet_holds_the_chosen_codes(office: Client, cast: Cast, pages: Pages, code: QrCode) -> None:
    other = QrCode.objects.create(page=pages["order"], worksite=cast.kanalgatan)
    answer = labels(office, code.pk)
    text = words_in(answer.content)
    assert answer["Content-Type"] == "application/pdf"
    assert code.short_number in text and other.short_number not in text and "Storgatan 1" in text


def test_invented_and_revoked_codes_are_passed_over(office: Client, cast: Cast, pages: Pages, code: QrCode) -> None:
    old = QrCode.objects.create(page=pages["order"], worksite=cast.storgatan)
    codes.revoke(old)
    text = words_in(labels(office, code.pk, old.pk, 999_999, "x").content)
    assert code.short_number in text and old.short_number not in text
    assert labels(office, "all").status_code == labels(office, old.pk).status_code == 404


@pytest.mark.parametrize("data", [{"paper": "7"}, {"start_at": 25}, {"start_at": 0}, {"start_at": "x"}])
def test_a_sheet_that_there_is_not_is_told(office: Client, code: QrCode, data: dict[str, Any]) -> None:
    answer = labels(office, code.pk, **data)
    assert answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
