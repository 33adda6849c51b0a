"""The case room: who comes in, what stands there, what it costs."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import CANARY, Cast
from tests.pictures import upload
from workflows.actions.add_attachments import add_attachments
from workflows.actions.assign_case import assign_case
from workflows.actions.close_case import close_case
from workflows.actions.finish_case import finish_case
from workflows.actions.start_case import start_case
from workflows.actions.use_article import use_article
from workflows.actions.write_message import write_message
from workflows.actor import SYSTEM, Actor
from workflows.models import Attachment, Case, Delivery
from workflows.pictures import accept


def room(case: Case) -> str:
    return reverse("cases:room", args=[case.pk])


def page(client: Client, case: Case) -> str:
    response = client.get(room(case))
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def office(cast: Cast, client: Client) -> Client:
    client.force_login(cast.dora)
    return client


def office_actor(cast: Cast) -> Actor:
    return Actor.of(cast.dora, via="admin")


@pytest.mark.parametrize(
    ("who", "own", "foreign"),
    [("dora", 200, 200), ("adam", 200, 200), ("edda", 200, 200), ("tea", 200, 404), ("lena", 200, 404),
     ("nils", 404, 200), ("anna", 302, 302), ("otto", 302, 302)],
)  # fmt: skip
def test_it_lets_in_whom_the_case_concerns(cast: Cast, client: Client, who: str, own: int, foreign: int) -> None:
    ours, theirs = cast.opens_case(), cast.foreign_case()
    client.force_login(getattr(cast, who))
    assert [client.get(room(case)).status_code for case in (ours, theirs)] == [own, foreign]


@pytest.mark.parametrize("pk", [999_999, 2**63 - 1, 10**30])
def test_it_is_not_there_for_a_number_that_no_case_has(cast: Cast, office: Client, pk: int) -> None:
    assert office.get(f"/admin/cases/{pk}/").status_code == 404


def test_it_says_everything_the_office_needs(cast: Cast, office: Client) -> None:
    case = cast.opens_case(equipment=cast.lift, answers=[["Sitter någon fast?", "Nej"]])
    shown = page(office, case)
    for words in (
        case.number, "Hissen står still", "mellan plan 2 och 3", "Sitter någon fast?", "Tilldelat", "Hissgruppen",
        "Uppsamlande regel", "Storgatan 1, 111 22 Stockholm", "Portkod 4711", "Hiss A", "Brf Björken", "Ref 77",
        'href="tel:0701112233"', 'href="mailto:anna@bjorken.example"', "/c/",
    ):  # fmt: skip
        assert words in shown, words


def test_it_tells_who_will_get_the_message(cast: Cast, office: Client) -> None:
    known, unknown = cast.opens_case(), cast.opens_case(reporter=None, reporter_name="Pia")
    assert "<strong>Anna Ström</strong> får det med e-post till anna@bjorken.example" in page(office, known)
    assert "Det finns ingen e-postadress." in page(office, unknown)


def test_it_tells_public_and_internal_apart(cast: Cast, office: Client) -> None:
    case = cast.opens_case()
    write_message(case, "Vi kommer i morgon", by=office_actor(cast))
    write_message(case, "Ring innan, hunden biter", by=office_actor(cast), internal=True)
    shown = page(office, case)
    assert 'class="entry entry--message entry--staff"' in shown and 'class="entry entry--internal"' in shown


def test_it_shows_photos_small_with_the_large_behind(cast: Cast, office: Client) -> None:
    case = cast.opens_case()
    [photo] = add_attachments(case, [accept(upload())], by=SYSTEM)
    shown = page(office, case)
    assert f'href="{reverse("cases:file", args=[case.pk, photo.pk])}"' in shown
    assert f'src="{reverse("cases:thumbnail", args=[case.pk, photo.pk])}"' in shown


def steps(client: Client, case: Case) -> tuple[str, set[str]]:
    context = client.get(room(case)).context
    others = {step.name for step in [*context["beside"], *context["rest"]]}
    return (context["primary"].name if context["primary"] else ""), others


def test_it_offers_the_next_step_first(cast: Cast, office: Client) -> None:
    case = cast.opens_case()
    assert steps(office, case)[0] == "assign_case"
    tea = Actor.of(cast.tea, via="field")
    start_case(case, by=tea)
    assert steps(office, case) == ("finish_case", {"assign_case", "pause_case", "edit_case", "cancel_case"})
    finish_case(case, by=tea)
    assert steps(office, case) == ("close_case", {"edit_case", "reopen_case"})
    close_case(case, by=tea)
    assert steps(office, case) == ("", {"edit_case", "reopen_case"})


def test_it_asks_whom_the_case_went_to_to_acknowledge(cast: Cast, client: Client) -> None:
    case = cast.opens_case()
    client.force_login(cast.tea)
    assert steps(client, case) == ("acknowledge_case", {"start_case"})


def test_it_offers_economy_nothing_to_press(cast: Cast, client: Client) -> None:
    case = cast.opens_case()
    client.force_login(cast.edda)
    shown = client.get(room(case))
    assert steps(client, case) == ("", set())
    assert "composer" not in shown.content.decode() and "/c/" not in shown.content.decode()


@pytest.mark.parametrize(("who", "sees"), [("dora", True), ("tea", False)])
def test_it_shows_money_to_those_who_may(cast: Cast, client: Client, who: str, sees: bool) -> None:
    case = cast.opens_case()
    use_article(case, cast.article, 2, by=SYSTEM)  # type: ignore[arg-type]
    client.force_login(getattr(cast, who))
    shown = page(client, case)
    assert "Låskolv" in shown and ("499,00" in shown) is sees


def test_it_shows_other_cases_only_as_far_as_they_are_seen(cast: Cast, client: Client) -> None:
    case = cast.opens_case()
    hidden = cast.opens_case(title="Hemlig grannsak")
    assign_case(hidden, by=SYSTEM, person=cast.nils)
    Case.objects.filter(pk=case.pk).update(concerns=hidden)
    client.force_login(cast.tea)
    assert "Hemlig grannsak" not in page(client, case)
    client.force_login(cast.dora)
    assert page(client, case).count("Hemlig grannsak") == 2


def test_it_says_when_a_mail_did_not_arrive(cast: Cast, office: Client) -> None:
    case = cast.opens_case()
    Delivery.objects.create(
        event=case.events.get(), recipient_key="x", channel="email", address="fel@bjorken.example", subject="Hej",
        text="", message_id="1", state=Delivery.State.REFUSED,
    )  # fmt: skip
    assert "nådde inte fel@bjorken.example" in page(office, case)


def test_it_folds_what_is_old(cast: Cast, office: Client) -> None:
    case = cast.opens_case()
    for number in range(15):
        write_message(case, f"Rad {number}", by=SYSTEM)
    assert "Visa 4 äldre händelser" in page(office, case)


def grow(cast: Cast, case: Case, times: int) -> None:
    for _number in range(times):
        message = write_message(case, "Hej", by=Actor.of(cast.tea, via="field"), files=[accept(upload())])
        assert message.pk
        use_article(case, cast.article, 1, by=SYSTEM)  # type: ignore[arg-type]
        cast.opens_case()
        Case.objects.filter(pk=cast.opens_case().pk).update(concerns=case)


def count(client: Client, case: Case) -> int:
    client.get(room(case))
    with CaptureQueriesContext(connection) as counted:
        page(client, case)
    return len(counted)


def test_its_queries_do_not_grow_with_the_case(cast: Cast, office: Client) -> None:
    case = cast.opens_case()
    grow(cast, case, 1)
    first = count(office, case)
    grow(cast, case, 10)
    assert count(office, case) == first
    assert first <= 45


def files(cast: Cast) -> list[Attachment]:
    made: list[Any] = []
    for case in (cast.opens_case(), cast.foreign_case()):
        made += add_attachments(case, [accept(upload())], by=SYSTEM)
    return made


@pytest.mark.parametrize("name", ["cases:file", "cases:thumbnail"])
@pytest.mark.parametrize(
    ("who", "own", "foreign"),
    [("dora", 200, 200), ("edda", 200, 200), ("tea", 200, 404), ("nils", 404, 200), ("anna", 302, 302)],
)
def test_it_serves_files_to_those_who_see_the_case(
    cast: Cast, client: Client, name: str, who: str, own: int, foreign: int
) -> None:
    client.force_login(getattr(cast, who))
    answers = [client.get(reverse(name, args=[file.case_id, file.pk])) for file in files(cast)]
    assert [answer.status_code for answer in answers] == [own, foreign]


def test_it_serves_no_file_of_another_case(cast: Cast, client: Client) -> None:
    ours, theirs = files(cast)
    client.force_login(cast.tea)
    for number in (theirs.pk, 999_999):
        assert client.get(reverse("cases:file", args=[ours.case_id, number])).status_code == 404


def test_a_technician_sees_nothing_of_the_other_customer(cast: Cast, client: Client) -> None:
    case = cast.opens_case()
    cast.foreign_case()
    client.force_login(cast.tea)
    assert CANARY not in page(client, case)


def test_it_says_once_that_a_case_comes_from_a_schedule(cast: Cast, office: Client) -> None:
    scheduled = cast.opens_case(kind=Case.Kind.SCHEDULED, source=Case.Source.SCHEDULE)
    assert page(office, scheduled).lower().count("återkommande ärende</span>") == 1
    assert "återkommande ärende, återkommande ärende" not in page(office, scheduled).lower()


def test_it_writes_large_sums_as_the_reports_do(cast: Cast, office: Client) -> None:
    case = cast.opens_case()
    use_article(case, cast.article, 1000, by=SYSTEM)  # type: ignore[arg-type]
    assert "\xa0" in page(office, case).partition("<tfoot>")[2].partition("</tfoot>")[0]
