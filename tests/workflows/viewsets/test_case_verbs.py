"""Every verb through its one address: rights, effects, bad input, conflicts."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localtime

from tests.cast import CANARY, Cast
from tests.pictures import upload
from workflows.actions.acknowledge_case import acknowledge_case
from workflows.actions.add_attachments import add_attachments
from workflows.actions.cancel_case import cancel_case
from workflows.actions.close_case import close_case
from workflows.actions.edit_case import edit_case
from workflows.actions.finish_case import finish_case
from workflows.actions.pause_case import pause_case
from workflows.actions.start_case import start_case
from workflows.actions.use_article import use_article
from workflows.actor import SYSTEM, Actor
from workflows.models import Case, CaseEvent, Message, PlannedArticle, Stage, UsedArticle
from workflows.permissions import OFFICE, WORK
from workflows.pictures import accept
from workflows.seen import seen
from workflows.viewsets.case_verbs import VERBS

KEY = "a" * 32


def address(case: Case, verb: str) -> str:
    return reverse("cases:verb", args=[case.pk, verb])


def ready_for(cast: Cast, verb: str, case: Case | None = None) -> Case:
    """A case on which the verb is possible."""
    case = case or cast.opens_case()
    tea = Actor.of(cast.tea, via="field")
    if verb in {"pause_case", "finish_case"}:
        case = acknowledge_case(case, by=tea)
    elif verb == "resume_case":
        case = pause_case(start_case(case, by=tea), by=tea)
    elif verb in {"close_case", "reopen_case"}:
        case = finish_case(start_case(case, by=tea), by=tea)
    return case


def answers(cast: Cast, verb: str, case: Case) -> dict[str, Any]:
    """What the verb's form asks for, filled in."""
    given: dict[str, Any] = {"key": KEY, **seen(case)}
    if verb == "remove_used_article":
        given["used"] = use_article(case, cast.article, Decimal(1), by=SYSTEM).pk
    if verb == "use_planned_article":
        ordered = {"article": cast.article, "name": "Låskolv", "unit": "st", "quantity": 2}
        given["planned"] = PlannedArticle.objects.create(case=case, **ordered).pk
    given |= {
        "pause_case": {"reason": "Väntar på nyckel"},
        "reopen_case": {"reason": "Det glappar än"},
        "cancel_case": {"reason": "Dubblett"},
        "assign_case": {"to": f"person:{cast.lena.pk}"},
        "write_message": {"body": "Vi kommer klockan tio"},
        "write_note": {"body": "Ring först"},
        "add_attachments": {"files": [upload()]},
        "use_article": {"article": cast.article.pk, "quantity": "2,5"},
        "set_stage": {"stage": stage_of(verb)},
        "edit_case": {"title": "Hissen står still igen", "priority": "3", "worksite": cast.storgatan.pk},
    }.get(verb, {})
    return given


def stage_of(verb: str) -> int | None:
    return Stage.objects.get_or_create(name_sv="Ny", status="assigned")[0].pk if verb == "set_stage" else None


def has_happened(cast: Cast, verb: str, case: Case) -> bool:
    now = Case.objects.get(pk=case.pk)
    return {
        "acknowledge_case": lambda: now.status == "acknowledged",
        "start_case": lambda: now.status == "in_progress",
        "resume_case": lambda: now.status == "in_progress",
        "pause_case": lambda: now.status == "waiting",
        "finish_case": lambda: now.status == "done",
        "close_case": lambda: now.status == "closed",
        "reopen_case": lambda: now.status == "assigned",
        "cancel_case": lambda: now.status == "cancelled",
        "set_stage": lambda: now.stage is not None,
        "declare_nothing_used": lambda: now.nothing_used,
        "assign_case": lambda: now.responsible == cast.lena,
        "edit_case": lambda: (now.title, now.priority) == ("Hissen står still igen", 3),
        "write_message": lambda: now.messages.public().count() == 1,
        "write_note": lambda: now.messages.filter(visibility="internal").count() == 1,
        "add_attachments": lambda: now.attachments.count() == 1,
        "use_article": lambda: now.used_articles.get().quantity == Decimal("2.5"),
        "use_planned_article": lambda: now.planned_articles.get().used == now.used_articles.get(),
        "remove_used_article": lambda: not UsedArticle.objects.standing().exists(),
        "renew_case_link": lambda: now.links.valid().count() == 1 and now.links.count() == 2,
        "revoke_case_links": lambda: not now.links.valid().exists(),
    }[verb]()


def everything(case: Case) -> tuple[Any, ...]:
    now = Case.objects.get(pk=case.pk)
    return now.status, now.version, now.events.count(), now.attachments.count(), now.links.valid().count()


RIGHTS = {"dora": OFFICE, "adam": OFFICE, "tea": WORK, "lena": WORK | {"assign_case"}, "edda": set(), "nils": set()}
ASKED = [(who, verb) for who in RIGHTS for verb in VERBS]


def test_it_offers_exactly_the_verbs_that_rights_are_written_for() -> None:
    assert set(VERBS) == OFFICE - {"answer_checklist", "note_presence"}


@pytest.mark.parametrize(("who", "verb"), [pair for pair in ASKED if pair[1] in RIGHTS[pair[0]]])
def test_it_does_the_verb_for_who_may(cast: Cast, client: Client, who: str, verb: str) -> None:
    case = ready_for(cast, verb)
    client.force_login(getattr(cast, who))
    response = client.post(address(case, verb), answers(cast, verb, case))
    assert response.status_code == 302 and response.url.startswith(reverse("cases:room", args=[case.pk]))
    assert has_happened(cast, verb, case)


@pytest.mark.parametrize(("who", "verb"), [pair for pair in ASKED if pair[1] not in RIGHTS[pair[0]]])
def test_it_is_not_there_for_who_may_not(cast: Cast, client: Client, who: str, verb: str) -> None:
    case = ready_for(cast, verb)
    given = answers(cast, verb, case)
    before = everything(case)
    client.force_login(getattr(cast, who))
    assert [client.get(address(case, verb)).status_code, client.post(address(case, verb), given).status_code] == [
        404,
        404,
    ]
    assert everything(case) == before


@pytest.mark.parametrize("verb", VERBS)
def test_it_is_not_there_for_a_case_that_is_not_hers(cast: Cast, client: Client, verb: str) -> None:
    theirs = cast.foreign_case()
    before = everything(theirs)
    client.force_login(cast.tea)
    foreign = client.post(address(theirs, verb), answers(cast, verb, theirs) if verb != "remove_used_article" else {})
    missing = client.post(reverse("cases:verb", args=[999_999, verb]), {})
    assert (foreign.status_code, missing.status_code) == (404, 404)
    assert everything(theirs) == before


@pytest.mark.parametrize("verb", ["delete", "open_case", "close_done_cases", "__class__", "edit-case"])
def test_it_knows_no_verb_that_is_not_listed(cast: Cast, client: Client, verb: str) -> None:
    client.force_login(cast.adam)
    assert client.post(f"/admin/cases/{cast.opens_case().pk}/{verb}/").status_code == 404


@pytest.mark.parametrize("verb", sorted(set(VERBS) - {"remove_used_article", "use_planned_article"}))
def test_it_shows_the_form_of_each_verb(cast: Cast, client: Client, verb: str) -> None:
    client.force_login(cast.dora)
    assert client.get(address(ready_for(cast, verb), verb)).status_code == 200


CHANGES = ["acknowledge_case", "start_case", "pause_case", "finish_case", "assign_case", "edit_case", "cancel_case"]


@pytest.mark.parametrize("verb", CHANGES)
def test_it_answers_409_with_both_versions_to_who_came_too_late(cast: Cast, client: Client, verb: str) -> None:
    case = ready_for(cast, verb)
    given = answers(cast, verb, case)
    edit_case(case, by=Actor.of(cast.lena, via="admin"), title="Lena var här")
    before = everything(case)
    client.force_login(cast.dora)
    response = client.post(address(case, verb), given)
    shown = response.content.decode()
    assert response.status_code == 409
    assert "Hissen står still" in shown and "Lena var här" in shown and "Lena Ek" in shown
    assert everything(case) == before


def test_it_keeps_what_was_typed_and_lets_it_be_done_after_all(cast: Cast, client: Client) -> None:
    case = cast.opens_case()
    given = answers(cast, "cancel_case", case)
    edit_case(case, by=SYSTEM, title="Ändrad")
    client.force_login(cast.dora)
    form = client.post(address(case, "cancel_case"), given).context["form"]
    again = {name: form.data[name] for name in ("reason", "version", "seen")}
    assert again["reason"] == "Dubblett"
    assert client.post(address(case, "cancel_case"), again).status_code == 302
    assert has_happened(cast, "cancel_case", case)


def test_an_edit_that_came_too_late_does_not_undo_the_colleague_s(cast: Cast, client: Client) -> None:
    case = cast.opens_case()
    client.force_login(cast.dora)
    form = client.get(address(case, "edit_case")).context["form"]
    given = {field.html_name: field.value() or "" for field in form if field.name not in {"finish_by"}}
    given |= {
        "worksite": cast.storgatan.pk,
        "customer": cast.bjorken.pk,
        "category": cast.lift_category.pk,
        "equipment": "",
    }
    edit_case(case, by=SYSTEM, description="Ny beskrivning av Lena")
    late = client.post(address(case, "edit_case"), given | {"title": "Doras rubrik"})
    assert late.status_code == 409 and "Ny beskrivning av Lena" in late.content.decode()
    data = late.context["form"].data
    assert (data["title"], data["description"]) == ("Doras rubrik", "Ny beskrivning av Lena")
    assert client.post(address(case, "edit_case"), data.dict()).status_code == 302
    now = Case.objects.get(pk=case.pk)
    assert (now.title, now.description) == ("Doras rubrik", "Ny beskrivning av Lena")


def test_saving_details_untouched_writes_nothing(cast: Cast, client: Client) -> None:
    case = cast.opens_case(equipment=cast.lift)
    before = everything(case)
    client.force_login(cast.dora)
    form = client.get(address(case, "edit_case")).context["form"]
    given = {field.html_name: getattr(field.value(), "pk", field.value()) or "" for field in form}
    given |= {"finish_by_0": "", "finish_by_1": ""}
    assert client.post(address(case, "edit_case"), given).status_code == 302
    assert everything(case) == before


@pytest.mark.parametrize("verb", ["acknowledge_case", "pause_case", "finish_case", "use_article", "assign_case"])
def test_it_says_why_when_the_status_does_not_allow_it(cast: Cast, client: Client, verb: str) -> None:
    case = cancel_case(cast.opens_case(), by=SYSTEM)
    before = everything(case)
    client.force_login(cast.dora)
    for response in (client.post(address(case, verb), answers(cast, verb, case)), client.get(address(case, verb))):
        assert response.status_code == 409
        assert "avbrutet" in response.content.decode() or "avslutat" in response.content.decode()
    assert everything(case) == before


def test_it_says_who_took_the_case_first_and_leads_back(cast: Cast, client: Client) -> None:
    case = cast.opens_case()
    memory = seen(case)
    taken = acknowledge_case(case, by=Actor.of(cast.tea, via="field"))
    client.force_login(cast.lena)
    assert taken.acknowledged_at is not None
    words = f"Tea Lind tog ärendet {localtime(taken.acknowledged_at):%H:%M}."
    for version in (memory, seen(taken)):
        response = client.post(address(case, "acknowledge_case"), version)
        page = response.content.decode()
        assert response.status_code == 409 and words in page and reverse("cases:room", args=[case.pk]) in page
    assert words in client.get(address(case, "acknowledge_case")).content.decode()


def test_articles_can_still_be_booked_on_what_is_done(cast: Cast, client: Client) -> None:
    case = ready_for(cast, "close_case")
    client.force_login(cast.dora)
    assert client.post(address(case, "use_article"), answers(cast, "use_article", case)).status_code == 302


@pytest.mark.parametrize(
    ("verb", "given", "sentence"),
    [
        ("pause_case", {"reason": " "}, "Säg med några ord vad arbetet väntar på."),
        ("assign_case", {"to": ""}, "Välj vem som ska ha det."),
        ("assign_case", {"to": "person:999999"}, "tar inte längre emot ärenden"),
        ("assign_case", {"to": "team:²"}, "tar inte längre emot ärenden"),
        ("assign_case", {"to": "person:7;DROP"}, "tar inte längre emot ärenden"),
        ("write_message", {"body": "", "files": ""}, "Skriv något"),
        ("use_article", {"article": "", "quantity": "1"}, "Välj en artikel."),
        ("use_article", {"article_text": "finns inte", "quantity": "1"}, "Inget hittades"),
        ("use_article", {"article_text": "kolv", "quantity": "många"}, "Skriv ett tal"),
        ("use_article", {"article_text": "kolv", "quantity": "-1"}, "Mer än noll"),
        ("use_article", {"article_text": "kolv", "quantity": "NaN"}, "Skriv ett tal"),
        ("edit_case", {"title": "", "priority": "2"}, "obligatorisk"),
        ("edit_case", {"title": "x" * 200, "priority": "9"}, "140"),
        ("edit_case", {"title": "x", "priority": "2", "finish_by_0": "2026-05-31"}, "Skriv klockslaget som 14:30."),
    ],
)
def test_it_says_beside_the_field_what_is_wrong_and_keeps_the_rest(
    cast: Cast, client: Client, verb: str, given: dict[str, Any], sentence: str
) -> None:
    case = ready_for(cast, verb)
    before = everything(case)
    client.force_login(cast.dora)
    response = client.post(address(case, verb), {"key": KEY, **seen(case), "note": "Sparas", **given})
    assert response.status_code == 422 and sentence in response.content.decode()
    assert everything(case) == before


def test_it_keeps_the_message_when_a_photo_is_refused(cast: Cast, client: Client) -> None:
    case = cast.opens_case()
    client.force_login(cast.dora)
    given = {"key": KEY, "body": "Så här ser det ut", "files": [upload("x.jpg", b"no picture")]}
    response = client.post(address(case, "write_message"), given)
    assert response.status_code == 422 and "Så här ser det ut" in response.content.decode()
    assert not Message.objects.exists()


@pytest.mark.parametrize("verb", ["write_message", "write_note", "add_attachments", "use_article"])
def test_a_post_that_comes_twice_is_stored_once(cast: Cast, client: Client, verb: str) -> None:
    case = cast.opens_case()
    client.force_login(cast.dora)
    for _time in range(2):
        assert client.post(address(case, verb), answers(cast, verb, case)).status_code == 302
    assert CaseEvent.objects.filter(case=case).count() == 2


@pytest.mark.parametrize("version", ["", "abc", "-1", "9" * 40])
def test_it_changes_nothing_without_the_version_that_was_seen(cast: Cast, client: Client, version: str) -> None:
    case = cast.opens_case()
    client.force_login(cast.dora)
    response = client.post(address(case, "acknowledge_case"), {"version": version})
    assert response.status_code in {409, 422}
    assert Case.objects.get(pk=case.pk).status == "assigned"


def test_it_takes_back_no_article_of_another_case(cast: Cast, client: Client) -> None:
    case, other = cast.opens_case(), cast.foreign_case()
    used = use_article(other, cast.article, Decimal(1), by=SYSTEM)
    client.force_login(cast.tea)
    assert client.post(address(case, "remove_used_article"), {"used": used.pk}).status_code == 422
    assert UsedArticle.objects.standing().count() == 1


def test_the_reason_for_a_hand_over_says_who_chose(cast: Cast, client: Client) -> None:
    case = cast.opens_case()
    client.force_login(cast.dora)
    client.post(address(case, "assign_case"), {**seen(case), "to": f"team:{cast.doors.pk}"})
    now = Case.objects.get(pk=case.pk)
    assert (now.team, now.responsible, now.assignment_reason) == (cast.doors, None, "Vald av Dora Falk")


def test_it_comes_back_to_where_it_was_asked_from_but_never_elsewhere(cast: Cast, client: Client) -> None:
    client.force_login(cast.dora)
    for given, expected in [("/admin/cases/?tab=new", "/admin/cases/?tab=new"), ("https://evil.example/", None)]:
        case = cast.opens_case()
        response = client.post(address(case, "acknowledge_case"), {**seen(case), "next": given})
        assert response.url == (expected or reverse("cases:room", args=[case.pk]))


def test_it_names_nothing_foreign_in_a_lookup_that_was_posted(cast: Cast, client: Client) -> None:
    case = cast.opens_case()
    view = Actor.of(cast.tea, via="admin")
    add_attachments(case, [accept(upload())], by=view)
    client.force_login(cast.tea)
    response = client.post(address(case, "use_article"), {"article": cast.kanalgatan.pk + 1000, "quantity": "1"})
    assert response.status_code == 422 and CANARY not in response.content.decode()


def test_closing_needs_it_to_be_done(cast: Cast, client: Client) -> None:
    case = close_case(ready_for(cast, "close_case"), by=SYSTEM)
    client.force_login(cast.dora)
    assert client.post(address(case, "close_case"), seen(case)).status_code == 409


def test_a_message_sent_empty_still_tells_who_would_get_it(cast: Cast, client: Client) -> None:
    case = cast.opens_case()
    client.force_login(cast.dora)
    response = client.post(f"/admin/cases/{case.pk}/write_message/", {"body": ""})
    assert response.status_code == 422
    assert cast.anna.email in response.content.decode().partition("<form")[2]
