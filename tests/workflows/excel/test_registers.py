"""Registers out and in again."""

from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import ModelLogEntry

from tests.cast import Cast
from workflows.excel.answer import download
from workflows.excel.article import ArticleResource
from workflows.excel.base import RegisterResource
from workflows.excel.category import CategoryResource
from workflows.excel.contact import ContactResource
from workflows.excel.customer import CustomerResource
from workflows.excel.equipment import EquipmentResource
from workflows.excel.preview import Preview, carry_out, preview
from workflows.excel.worksite import WorksiteResource
from workflows.models import Article, Category, Contact, Customer, Equipment, ServiceLevel, Worksite
from workflows.sheets import SheetError, read_rows, write_workbook

RESOURCES = [
    CustomerResource, ContactResource, WorksiteResource, EquipmentResource, ArticleResource, CategoryResource
]  # fmt: skip
NASTY = ["=HYPERLINK(1)", "+46 70", "-5", "@home", "\tx", "'=x", "a; b", "rad\r\nrad två", "  inne"]


def book(*rows: list[Any]) -> BytesIO:
    target = BytesIO()
    write_workbook(target, "x", rows[0], rows[1:])
    target.seek(0)
    return target


def exported(resource: type[RegisterResource], cast: Cast, form: str = "xlsx") -> BytesIO:
    things = resource._meta.model.objects.order_by("pk")
    response = download(resource(user=cast.adam), things, form)
    return BytesIO(b"".join(response.streaming_content))  # type: ignore[attr-defined]


@pytest.fixture
def nasty(cast: Cast) -> None:
    for number, text in enumerate(NASTY):
        name = text.replace("\r\n", " ")
        customer = Customer.objects.create(number=f"={number}", name=name, note=text, invoice_address=text)
        contact = Contact.objects.create(customer=customer, name=name, email=f"A{number}@x.se", phone=name)
        worksite = Worksite.objects.create(customer=customer, name=name, contact=contact, access_notes=text)
        contact.worksites.add(worksite)
        Equipment.objects.create(worksite=worksite, name=name, number=name)
        Article.objects.create(number=f"@{number}", name_sv=name, price=Decimal("1249.50"), kind="hour")
        level = ServiceLevel.objects.create(name_sv=name)
        Category.objects.create(parent=cast.lift_category, name_sv=name, priority=3, service_level=level)


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("form", ["xlsx", "csv"])
@pytest.mark.parametrize("resource", RESOURCES)
def test_it_reads_back_what_it_wrote_and_finds_nothing_changed(
    resource: type[RegisterResource], form: str, language: str, cast: Cast, nasty: None
) -> None:
    with translation.override(language):
        file = exported(resource, cast, form)
    found = preview(file, resource, cast.adam)
    assert found.problems == []
    assert (found.new, found.changed) == ([], [])
    assert found.unchanged == resource._meta.model.objects.count()


@pytest.mark.parametrize("resource", RESOURCES)
def test_it_reads_back_twins(resource: type[RegisterResource], cast: Cast, nasty: None) -> None:
    Worksite.objects.create(customer=cast.bjorken, name="Storgatan 1", street="Bakgatan")
    Equipment.objects.create(worksite=cast.storgatan, name="Hiss A", number="H-200")
    Contact.objects.create(customer=cast.bjorken, name="Anna Ström", email="annan@x.se")
    Contact.objects.filter(customer=cast.asen).delete()
    Worksite.objects.filter(contact__customer=cast.bjorken).update(contact=None)
    Equipment.objects.filter(worksite=cast.storgatan).exclude(number="H-200").delete()
    assert preview(exported(resource, cast), resource, cast.adam).problems == []


def test_it_refuses_to_guess_among_twins(cast: Cast) -> None:
    Worksite.objects.create(customer=cast.bjorken, name="Storgatan 1")
    found = preview(book(["kundnummer", "namn", "ort"], ["1001", "Storgatan 1", "Solna"]), WorksiteResource, cast.dora)
    assert "Ändra dem en och en" in found.problems[0].sentence


def test_it_tells_old_and_new(cast: Cast) -> None:
    found = preview(book(["Artikelnummer", "Price"], ["A-10", 260]), ArticleResource, cast.dora)
    change = found.changed[0].changes[0]
    assert (change.heading, change.old, change.new) == ("Pris", "249,50", "260,00")


def test_it_writes_all_of_it_and_who_did(cast: Cast) -> None:
    rows = book(["kundnummer", "namn", "används"], ["1001", "Brf Björken 2", "nej"], ["2000", "Ny kund", ""])
    assert done(rows, CustomerResource, cast) is None
    assert not Customer.objects.get(number="1001", name="Brf Björken 2").is_active
    assert Customer.objects.get(number="2000").is_active
    entries = ModelLogEntry.objects.filter(content_type=ContentType.objects.get_for_model(Customer), user=cast.dora)
    assert entries.filter(action="serva.import").count() == 2


def done(rows: BytesIO, resource: type[RegisterResource], cast: Cast) -> Preview | None:
    mark = preview(rows, resource, cast.dora).mark
    rows.seek(0)
    return carry_out(rows, resource, cast.dora, mark)


def test_it_writes_nothing_when_a_row_is_wrong(cast: Cast) -> None:
    rows = book(["kundnummer", "namn"], ["3000", "Bra"], ["3001", ""])
    left = done(rows, CustomerResource, cast)
    assert left is not None
    assert not Customer.objects.filter(number="3000").exists()


def test_it_writes_nothing_when_things_changed_since_the_preview(cast: Cast) -> None:
    rows = book(["kundnummer", "namn"], ["1001", "Nytt namn"])
    mark = preview(rows, CustomerResource, cast.dora).mark
    Customer.objects.filter(number="1001").update(name="Någon annans namn")
    rows.seek(0)
    left = carry_out(rows, CustomerResource, cast.dora, mark)
    assert left is not None
    assert left.changed[0].changes[0].old == "Någon annans namn"
    assert Customer.objects.get(number="1001").name == "Någon annans namn"


def test_it_leaves_columns_that_are_not_in_the_file(cast: Cast) -> None:
    assert done(book(["kundnummer", "namn"], ["1001", "Brf Eken"]), CustomerResource, cast) is None
    assert Customer.objects.get(number="1001").buyer_reference == "Ref 77"


def test_it_empties_a_text_and_keeps_a_price_when_the_cell_is_empty(cast: Cast) -> None:
    rows = book(["artikelnummer", "namn på engelska", "pris", "typ"], ["A-10", "", "", ""])
    assert done(rows, ArticleResource, cast) is None
    article = Article.objects.get(number="A-10")
    assert (article.name_en, article.price, article.kind) == ("", Decimal("249.50"), "material")


def test_it_makes_a_tree_from_one_file(cast: Cast) -> None:
    rows = book(["kategori", "prioritet"], ["Dörr > Port", "hög"], ["Dörr > Port > Motor", "akut"])
    assert done(rows, CategoryResource, cast) is None
    motor = Category.objects.get(name_sv="Motor")
    assert (motor.parent.name_sv, motor.parent.parent, motor.priority) == ("Port", cast.door_category, 4)


def test_it_gives_a_customer_and_a_category_their_service_level(cast: Cast) -> None:
    level = ServiceLevel.objects.create(name_sv="Avtal Guld")
    assert (
        done(book(["kundnummer", "namn", "servicenivå"], ["1001", "Brf Björken", "Avtal Guld"]), CustomerResource, cast)
        is None
    )
    assert done(book(["kategori", "servicenivå"], ["Hiss", "Avtal Guld"]), CategoryResource, cast) is None
    assert Customer.objects.get(number="1001").service_level == level
    assert Category.objects.get(name_sv="Hiss").service_level == level


def test_it_gives_a_contact_her_worksites(cast: Cast) -> None:
    rows = book(["kundnummer", "namn", "ser", "arbetsställen"], ["1001", "Bo Ek", "egna ärenden", "Storgatan 1"])
    assert done(rows, ContactResource, cast) is None
    assert list(Contact.objects.get(name="Bo Ek").worksites.all()) == [cast.storgatan]


@pytest.mark.parametrize(
    ("resource", "rows", "words"),
    [
        (CustomerResource, [["kundnummer", "namn"], ["", "X"]], "Saknas."),
        (CustomerResource, [["kundnummer", "namn"], ["1", "X"], ["1", "Y"]], "Samma som på rad 2."),
        (CustomerResource, [["kundnummer", "namn", "e-post för faktura"], ["1", "X", "nej"]], "e-postadress"),
        (ArticleResource, [["artikelnummer", "pris"], ["A-10", "dyrt"]], "är inget pris"),
        (ArticleResource, [["artikelnummer", "pris"], ["A-10", "NaN"]], "är inget pris"),
        (ArticleResource, [["artikelnummer", "pris"], ["A-10", "1e99999"]], "siffror"),
        (ArticleResource, [["artikelnummer", "pris"], ["A-10", "-5"]], "större än eller lika med 0"),
        (ArticleResource, [["artikelnummer", "typ"], ["A-10", "dryck"]], "Välj bland: material"),
        (ArticleResource, [["artikelnummer", "används"], ["A-10", "kanske"]], "varken ja eller nej"),
        (WorksiteResource, [["kundnummer", "namn"], ["9999", "Plats"]], "ingen kund med numret"),
        (WorksiteResource, [["kundnummer", "namn", "kontaktperson"], ["1001", "P", "Otto"]], "inget med namnet"),
        (EquipmentResource, [["kundnummer", "arbetsställe", "namn"], ["1001", "Ingenstans", "H"]], "inget med namnet"),
        (CategoryResource, [["kategori"], ["Saknas > Under"]], "ingen kategori"),
        (CategoryResource, [["kategori", "ordning"], ["Hiss", "-1"]], "inget heltal"),
        (CategoryResource, [["kategori", "servicenivå"], ["Hiss", "Silver"]], "ingen servicenivå"),
    ],
)  # fmt: skip
def test_it_says_what_is_wrong_in_which_row(
    resource: type[RegisterResource], rows: list[list[Any]], words: str, cast: Cast
) -> None:
    found = preview(book(*rows), resource, cast.dora)
    assert words in found.problems[0].sentence
    assert found.problems[0].row == len(rows)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([["namn"], ["X"]], "Saknas: Kundnummer"),
        ([["kundnummer", "Customer number"], ["1", "2"]], "finns två gånger"),
        ([["kundnummer", "namn"]], "inga rader"),
        ([["kundnummer"], *([str(number)] for number in range(5001))], "fler än 5000"),
    ],
)
def test_it_refuses_a_file_that_is_no_register(rows: list[list[Any]], words: str, cast: Cast) -> None:
    with pytest.raises(SheetError, match=words):
        preview(book(*rows), CustomerResource, cast.dora)


def test_it_tells_of_columns_it_does_not_know(cast: Cast) -> None:
    found = preview(book(["kundnummer", "Skostorlek"], ["1001", 42]), CustomerResource, cast.dora)
    assert "Skostorlek" in found.notes[0]


def test_it_numbers_rows_as_the_file_does(cast: Cast) -> None:
    found = preview(book(["kundnummer", "namn"], [], [], ["1", ""]), CustomerResource, cast.dora)
    assert found.problems[0].row == 4


def test_it_looks_with_the_same_queries_at_one_row_and_at_many(cast: Cast) -> None:
    few = [["kundnummer", "namn"], ["A0", "x"]]
    many = [few[0], *([f"A{number}", "x"] for number in range(200))]
    counts = []
    for rows in (few, few, many):
        with CaptureQueriesContext(connection) as counted:
            preview(book(*rows), CustomerResource, cast.dora)
        counts.append(len(counted))
    assert counts[1] == counts[2] <= 2


def test_it_hides_prices_from_who_may_see_no_money(cast: Cast) -> None:
    file = BytesIO(b"".join(download(ArticleResource(user=cast.tea), Article.objects.all(), "xlsx").streaming_content))  # type: ignore[attr-defined]
    rows = read_rows(file)
    assert "Pris" not in rows[0]
    assert Decimal("249.50") not in rows[1]
