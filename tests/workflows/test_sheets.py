import csv
import io
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.utils.translation import gettext_lazy
from hypothesis import given, settings
from hypothesis import strategies as st

from workflows.sheets import MONEY, SheetError, read_rows, write_csv, write_workbook

DANGEROUS = [
    "=1+1", "=HYPERLINK(\"http://x\")", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0", "'=1", "'", "''",
    " =1", "＝1", "{=1}", "http://example.com", "mailto:a@b.se", "0701234567", "007", "1e5", "TRUE", "#REF!",
    "_x000D_", "_x0041_", "a\r\nb", "a\nb", "a;b,c\"d", "<b>&amp;</b>", "  luft  ", "Åäö → ✓ 🚪", "=", "x" * 32_767,
]  # fmt: skip


def workbook(*rows: list[object], headers: list[object] | None = None, **options: Any) -> bytes:
    target = BytesIO()
    width = max(map(len, rows), default=1)
    write_workbook(target, "Blad", headers or [f"K{n}" for n in range(width)], rows, **options)
    return target.getvalue()


def comma_file(*rows: list[object], headers: list[object] | None = None) -> bytes:
    target = BytesIO()
    write_csv(target, headers or ["K"], rows)
    return target.getvalue()


def back(content: bytes, **limits: int) -> list[list[Any]]:
    return read_rows(BytesIO(content), **limits)


def sentence(content: bytes, **limits: int) -> str:
    with pytest.raises(SheetError) as error:
        back(content, **limits)
    assert str(error.value).endswith(".")
    return str(error.value)


def changed(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return target.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize("write", [workbook, comma_file])
@pytest.mark.parametrize("text", DANGEROUS)
def test_it_brings_a_text_back_unchanged(write: Callable[..., bytes], text: str) -> None:
    assert back(write([text, "sist"], headers=[text, "K"])) == [[text, "K"], [text, "sist"]]


@pytest.mark.parametrize("text", DANGEROUS)
def test_it_writes_no_formula_and_no_link(text: str) -> None:
    content = workbook([text], headers=[text])
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert b"<f>" not in archive.read(SHEET)
        assert b"hyperlink" not in archive.read(SHEET)
    for row in openpyxl.load_workbook(BytesIO(content)).active.iter_rows():
        assert [cell.data_type for cell in row] == ["s"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", " =1"])
def test_it_lets_no_cell_of_csv_begin_like_a_formula(text: str) -> None:
    cells = next(csv.reader(io.StringIO(comma_file([text]).decode("utf-8-sig").partition("\r\n")[2]), delimiter=";"))
    assert cells[0].startswith("'")


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60))
def test_it_brings_any_text_back(text: str) -> None:
    assert back(workbook([text, "sist"]))[1] == [text, "sist"]
    assert back(comma_file([text, "sist"]))[1] == [text, "sist"]


def test_it_drops_control_characters() -> None:
    assert back(workbook(["a\x00b\x1fc\ud83d\uffff"]))[1] == ["abc"]
    assert back(comma_file(["a\x00b\x1fc\ud83d\uffff"]))[1] == ["abc"]


def test_it_keeps_types() -> None:
    row = [
        Decimal("1234.50"),
        12,
        0.1,
        date(2026, 6, 19),
        True,
        None,
        "",
        gettext_lazy("a word"),
        Decimal("-0.01"),
        "sist",
    ]
    assert back(workbook(row))[1] == [
        Decimal("1234.5"), 12, Decimal("0.1"), date(2026, 6, 19), True, None, None, "a word", Decimal("-0.01"), "sist"
    ]  # fmt: skip


def test_it_writes_moments_in_the_company_s_time() -> None:
    summer, winter = datetime(2026, 7, 1, 22, 30, tzinfo=UTC), datetime(2026, 1, 1, 22, 30, tzinfo=UTC)
    assert back(workbook([summer, winter]))[1] == [datetime(2026, 7, 2, 0, 30), datetime(2026, 1, 1, 23, 30)]
    assert back(comma_file([summer]))[1] == ["2026-07-02 00:30"]


@pytest.mark.parametrize(
    "number", [Decimal("12345678901234567.89"), 10**20, Decimal("NaN"), Decimal("Infinity"), float("nan")]
)
def test_it_writes_numbers_that_excel_would_spoil_as_text(number: object) -> None:
    assert back(workbook([number]))[1] == [str(number)]


def test_it_writes_days_that_excel_does_not_know_as_text() -> None:
    assert back(workbook([date(1066, 10, 14)]))[1] == ["1066-10-14"]


def test_it_writes_decimal_commas_for_swedish_excel() -> None:
    assert b"1234,50;-2,5\r\n" in comma_file([Decimal("1234.50"), -2.5])


def test_it_dresses_the_sheet() -> None:
    sheet = openpyxl.load_workbook(
        BytesIO(workbook(["ord " * 9, Decimal(1)], ["b", Decimal(2)], formats={1: MONEY}))
    ).active
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:B3")
    assert sheet["B2"].number_format == MONEY
    assert sheet.column_dimensions["A"].width > 30 > sheet.column_dimensions["B"].width


@pytest.mark.parametrize("name", ["", "[x]:*?/\\", "'Å'", "ärenden " * 9, "\x00"])
def test_it_takes_any_sheet_name(name: str) -> None:
    assert write_workbook(BytesIO(), name, ["K"], [["a"]]) == 1


def test_it_counts_rows_and_takes_none() -> None:
    assert write_workbook(BytesIO(), "x", ["K"], []) == 0
    assert write_csv(BytesIO(), ["K"], [[1], [2]]) == 2


def test_it_leaves_nothing_behind_when_rows_fail(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def rows() -> Iterator[list[str]]:
        yield from (["a"] for __ in range(500))
        raise LookupError

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(LookupError):
        write_workbook(BytesIO(), "x", ["K"], rows())
    assert list(tmp_path.iterdir()) == []


def test_it_streams() -> None:
    rows = ([f"Artikel {n}", Decimal("12.5"), date(2026, 1, 1), n] * 3 for n in range(5_000))
    with open("/dev/null", "wb") as target:
        tracemalloc.start()
        write_csv(target, ["K"] * 12, rows)
        __, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < 5_000_000


def test_it_reads_lines_where_excel_shows_them() -> None:
    assert back(workbook(["a"], [None], ["", "  "], ["b"])) == [["K0", "K1"], ["a"], [], [None, "  "], ["b"]]


@pytest.mark.parametrize(
    "content",
    [
        "Namn;Ort\nÅsa;Mölle\n".encode(),
        "\ufeffNamn;Ort\nÅsa;Mölle\n".encode(),
        "Namn,Ort\r\nÅsa,Mölle".encode("cp1252"),
        "sep=;\r\nNamn;Ort\r\nÅsa;Mölle".encode(),
        "Namn\tOrt\nÅsa\tMölle".encode("utf-16"),
        b'Namn;"Ort"\n"\xc5sa";M\xf6lle\n\n\n',
    ],
)
def test_it_reads_csv_as_excel_writes_it(content: bytes) -> None:
    assert back(content) == [["Namn", "Ort"], ["Åsa", "Mölle"]]


def test_it_reads_quoted_line_ends() -> None:
    assert back(b'a;b\n"x\ny";"p;q"\n')[1] == ["x\ny", "p;q"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"  \n ",
        b"\x00\x01\x02\x81",
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0" + bytes(600),
        b"\x89PNG\r\n\x1a\n\x00\x81",
        b"PK\x05\x06" + bytes(18),
    ],
)
def test_it_refuses_what_is_no_table(content: bytes) -> None:
    sentence(content)


def test_it_refuses_too_much() -> None:
    assert "3" in sentence(workbook(*(["a"] for __ in range(4))), most_rows=3)
    assert "2" in sentence(workbook(["a", "b", "c"]), most_columns=2)
    assert "3" in sentence(b"a\n" * 5, most_rows=3)
    assert "2" in sentence(b"a;b;c\n", most_columns=2)
    assert "10 MB" in sentence(b"a" * (10 * 1024**2 + 1))
    sentence(b'a;b\n"' + b"x" * 200_000)


@pytest.mark.parametrize(
    ("part", "change"),
    [
        (SHEET, lambda xml: xml.replace(b"</sheetData>", b'<row r="9">' + b"<c/>" * 300_000 + b"</row></sheetData>")),
        (SHEET, lambda xml: xml + b" " * 70_000_000),
        (SHEET, lambda xml: xml.replace(b"?>", b'?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>', 1)),
        (SHEET, lambda xml: xml[:-40]),
        (SHEET, lambda xml: b""),
        (SHEET, lambda xml: xml.replace(b"inlineStr", b"s")),
        ("xl/workbook.xml", lambda xml: b"<x/>"),
        (
            "xl/styles.xml",
            lambda xml: xml.replace(b"<cellXfs", b"<fonts>" + b"<font/>" * 250_000 + b"</fonts><cellXfs"),
        ),
    ],
    ids=["cells", "unzipped", "entities", "cut", "empty", "strings", "book", "styles"],
)
def test_it_refuses_a_hostile_workbook(part: str, change: Callable[[bytes], bytes]) -> None:
    sentence(changed(workbook(["a"]), part, change))


@pytest.mark.parametrize(
    ("old", "new"),
    [(b'r="A2"', b'r="ZZZZZZ2"'), (b'<row r="2"', b'<row r="99999999999"'), (b"A1:A2", b"A1:XFD1048576")],
)
def test_it_is_not_fooled_by_a_far_corner(old: bytes, new: bytes) -> None:
    content = changed(
        workbook(["a"]), SHEET, lambda xml: xml.replace(b'<row r="2">', b'<row r="2" >').replace(old, new)
    )
    try:
        assert len(back(content)) <= 2
    except SheetError as error:
        assert str(error)


def test_it_is_not_fooled_by_a_file_in_another_dress() -> None:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert "Excel" in sentence(target.getvalue())


@settings(max_examples=80, deadline=None)
@given(st.sampled_from([b"", b"PK\x03\x04", b"\xff\xfe", b'"']), st.binary(max_size=300))
def test_it_answers_any_bytes(start: bytes, rest: bytes) -> None:
    try:
        assert back(start + rest)
    except SheetError as error:
        assert str(error)


def test_it_answers_any_damage() -> None:
    content = workbook(["a", Decimal(1), date(2026, 1, 1)])
    for place in range(0, len(content), 37):
        try:
            back(content[:place] + bytes([content[place] ^ 0x55]) + content[place + 1 :])
        except SheetError as error:
            assert str(error)


def test_it_writes_whole_numbers_as_such_in_csv() -> None:
    assert comma_file([4711]).decode("utf-8-sig").splitlines()[1] == "4711"
