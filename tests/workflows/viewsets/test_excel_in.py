import os
import re
import time
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.cast import CANARY, Cast
from workflows.models import Customer
from workflows.sheets import read_rows, write_workbook

IMPORTING = ["customers", "contacts", "worksites", "equipment", "articles", "categories"]
EVERYTHING = [*IMPORTING, "teams", "responsibilities", "schedules"]


@pytest.fixture
def office(cast: Cast, client: Client) -> Client:
    client.force_login(cast.dora)
    return client


def workbook(*rows: list[Any]) -> SimpleUploadedFile:
    target = BytesIO()
    write_workbook(target, "x", rows[0], rows[1:])
    return SimpleUploadedFile("kunder.xlsx", target.getvalue())


def send(client: Client, *rows: list[Any]) -> str:
    """The address of the preview."""
    return client.post(reverse("customers:import"), {"file": workbook(*rows)}).headers["Location"]


def confirm(client: Client, url: str) -> Any:
    mark = re.search(r'name="mark" value="(\w+)"', client.get(url).content.decode())
    assert mark
    return client.post(url, {"mark": mark[1]})


@pytest.mark.parametrize("name", IMPORTING)
def test_it_tells_what_the_file_should_hold(name: str, office: Client) -> None:
    page = office.get(reverse(f"{name}:import")).content.decode()
    assert "Rubriker" in page


def test_it_shows_the_preview_and_saves_at_the_yes(cast: Cast, office: Client) -> None:
    url = send(office, ["kundnummer", "namn"], ["1001", "Brf Eken"], ["77", "Ny"])
    page = office.get(url).content.decode()
    assert "Brf Björken" in page
    assert "Brf Eken" in page
    assert Customer.objects.get(number="1001").name == "Brf Björken"
    assert confirm(office, url).status_code == 302
    assert Customer.objects.get(number="1001").name == "Brf Eken"
    assert Customer.objects.filter(number="77").exists()


def test_it_forgets_the_file_when_it_is_done(cast: Cast, office: Client) -> None:
    url = send(office, ["kundnummer", "namn"], ["77", "Ny"])
    confirm(office, url)
    assert office.get(url).status_code == 404
    assert not [path for path in (Path(settings.PRIVATE_ROOT) / "import").rglob("*") if path.is_file()]


def test_it_saves_nothing_when_things_changed_meanwhile(cast: Cast, office: Client) -> None:
    url = send(office, ["kundnummer", "namn"], ["1001", "Brf Eken"])
    mark = re.search(r'name="mark" value="(\w+)"', office.get(url).content.decode())
    Customer.objects.filter(number="1001").update(name="Brf Alen")
    response = office.post(url, {"mark": mark[1] if mark else ""})
    assert response.status_code == 409
    assert "Något har ändrats sedan du tittade" in response.content.decode()
    assert Customer.objects.get(number="1001").name == "Brf Alen"


def test_it_offers_no_yes_while_there_are_errors(cast: Cast, office: Client) -> None:
    page = office.get(send(office, ["kundnummer", "namn"], ["77", ""])).content.decode()
    assert "Detta fält får inte vara tomt" in page
    assert "Spara alltihop" not in page


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "tom"), (b"\x89PNG\r\n\x1a\n\x00\x00", "varken en Excel-fil"), (b"PK\x03\x04 nonsens", "skadad")],
)
def test_it_says_beside_the_field_what_is_wrong_with_the_file(content: bytes, words: str, office: Client) -> None:
    response = office.post(reverse("customers:import"), {"file": SimpleUploadedFile("x.xlsx", content)})
    assert response.status_code == 200
    assert words in response.content.decode()


def test_it_asks_for_a_file(office: Client) -> None:
    assert office.post(reverse("customers:import")).status_code == 200


def test_it_hides_a_file_from_everybody_else(cast: Cast, office: Client, client: Client) -> None:
    url = send(office, ["kundnummer", "namn"], ["77", "Ny"])
    client.force_login(cast.adam)
    assert client.get(url).status_code == client.post(url).status_code == 404


@pytest.mark.parametrize("token", ["0" * 32, "..%2f..%2fsecret-key", "x"])
def test_it_finds_no_file_by_another_name(token: str, office: Client) -> None:
    assert office.get(f"{reverse('customers:import')}{token}/").status_code == 404


def test_it_takes_a_file_for_one_register_only(cast: Cast, office: Client) -> None:
    token = send(office, ["kundnummer", "namn"], ["77", "Ny"]).rstrip("/").rpartition("/")[2]
    assert office.get(reverse("articles:import_preview", args=[token])).status_code == 404


def test_it_clears_files_that_nobody_came_back_for(cast: Cast, office: Client) -> None:
    url = send(office, ["kundnummer", "namn"], ["77", "Ny"])
    for path in (Path(settings.PRIVATE_ROOT) / "import").rglob("customer-*"):
        os.utime(path, (time.time() - 2 * 86400,) * 2)
    send(office, ["kundnummer", "namn"], ["78", "Nyare"])
    assert office.get(url).status_code == 404


@pytest.mark.parametrize("name", IMPORTING)
@pytest.mark.parametrize("who", ["tea", "lena", "edda", "anna", "otto"])
def test_it_reads_in_for_nobody_without_the_right(who: str, name: str, cast: Cast, client: Client) -> None:
    client.force_login(getattr(cast, who))
    assert client.get(reverse(f"{name}:import")).status_code == 302
    assert client.post(reverse(f"{name}:import_preview", args=["0" * 32])).status_code == 302


@pytest.mark.parametrize("form", ["xlsx", "csv"])
@pytest.mark.parametrize("name", EVERYTHING)
def test_it_hands_out_the_register(name: str, form: str, cast: Cast, office: Client) -> None:
    from tests.workflows.viewsets.test_registers import make

    make(name, cast, 1)
    response = office.get(reverse(f"{name}:index"), {"export": form})
    rows = read_rows(BytesIO(b"".join(response.streaming_content)))  # type: ignore[attr-defined]
    assert len(rows) > 1
    assert f".{form}" in response.headers["Content-Disposition"]


def test_it_hands_out_what_the_list_shows(cast: Cast, office: Client) -> None:
    asked = {"export": "xlsx", "q": "björken"}
    response = office.get(reverse("customers:index"), asked)
    rows = read_rows(BytesIO(b"".join(response.streaming_content)))  # type: ignore[attr-defined]
    assert [row[0] for row in rows[1:]] == ["1001"]


@pytest.mark.parametrize("who", ["tea", "lena", "anna", "otto"])
@pytest.mark.parametrize("name", EVERYTHING)
def test_it_hands_nothing_to_who_only_may_look(name: str, who: str, cast: Cast, client: Client) -> None:
    client.force_login(getattr(cast, who))
    response = client.get(reverse(f"{name}:index"), {"export": "xlsx"})
    assert response.status_code == 302
    assert CANARY not in response.content.decode()
