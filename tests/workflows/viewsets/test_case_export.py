"""The list as a file."""

import io
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from tests.cast import CANARY, Cast
from workflows.viewsets import case_list

INDEX = "/admin/cases/?tab=all"


def content(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def rows(client: Client, query: str = "") -> list[tuple[Any, ...]]:
    sheet = load_workbook(io.BytesIO(content(client.get(f"{INDEX}&export=xlsx{query}"))), read_only=True).active
    return list(sheet.iter_rows(values_only=True))


def test_it_gives_the_filtered_rows_as_excel(cast: Cast, client: Client) -> None:
    case = cast.opens_case(title="=HYPERLINK(1)")
    cast.foreign_case()
    client.force_login(cast.dora)
    head, only = rows(client, f"&customer={cast.bjorken.pk}")
    got = dict(zip(head, only, strict=True))
    assert (got["Nummer"], got["Rubrik"], got["Status"], got["Kund"]) == (
        case.pk, "=HYPERLINK(1)", "tilldelat", "Brf Björken"
    )  # fmt: skip


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_it_gives_a_technician_only_what_she_sees(cast: Cast, client: Client, form: str) -> None:
    case = cast.opens_case()
    cast.foreign_case()
    client.force_login(cast.tea)
    if form == "xlsx":
        assert [row[0] for row in rows(client)[1:]] == [case.pk]
    else:
        text = content(client.get(f"{INDEX}&export=csv")).decode("utf-8-sig")
        assert len(text.strip().splitlines()) == 2 and CANARY not in text


def test_it_asks_to_filter_first_when_there_are_too_many(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(case_list, "MOST_EXPORTED", 1)
    cast.opens_case()
    cast.opens_case()
    client.force_login(cast.dora)
    page = client.get(f"{INDEX}&export=xlsx", follow=True)
    assert "fler än 1 ärenden" in page.content.decode() and "export" not in page.redirect_chain[-1][0]
