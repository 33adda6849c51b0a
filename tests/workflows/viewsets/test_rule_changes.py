"""Adding, changing, deleting and ordering rules: first what would move, then the change, and the move if asked for."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from workflows.actions import move_cases
from workflows.actions.assign_case import assign_case
from workflows.actor import Actor
from workflows.models import Case, EventKind, Job, Responsibility, Team

ADD = "/admin/responsibilities/new/"


@pytest.fixture
def office(cast: Cast, client: Client) -> Client:
    client.force_login(cast.adam)
    return client


def posted(page: str, **also: str) -> dict[str, Any]:
    """What the page in between would send, as its form keeps it."""
    form = page.partition('class="s-moves"')[2].partition("</form>")[0]
    fields: dict[str, Any] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form):
        fields.setdefault(name, []).append(value)
    return fields | also


def rule_for(cast: Cast, **fields: Any) -> dict[str, Any]:
    return {"customer": cast.bjorken.pk, "person": cast.nils.pk, "holidays": "same", "is_active": "on", **fields}


def test_it_shows_what_a_new_rule_would_move_and_saves_nothing(cast: Cast, office: Client) -> None:
    case = cast.opens_case()
    page = office.post(ADD, rule_for(cast)).content.decode()
    assert "1 öppet ärende skulle få någon annan" in page
    row = page.partition("<tbody>")[2]
    assert all(word in row for word in (str(case.pk), "Storgatan 1", "Hissgruppen", "Nils Berg"))
    assert not Responsibility.objects.filter(customer=cast.bjorken).exists()


def test_it_moves_the_cases_only_if_asked(cast: Cast, office: Client) -> None:
    case = cast.opens_case()
    page = office.post(ADD, rule_for(cast)).content.decode()
    assert office.post(ADD, posted(page)).status_code == 302
    assert Responsibility.objects.get(customer=cast.bjorken).person == cast.nils
    case.refresh_from_db()
    assert case.team == cast.lifts and not Job.objects.exists()


def test_it_moves_them_by_the_verb(cast: Cast, office: Client) -> None:
    case = cast.opens_case()
    page = office.post(ADD, rule_for(cast)).content.decode()
    assert "1 ärende flyttades" in office.post(ADD, posted(page, move="1"), follow=True).content.decode()
    case.refresh_from_db()
    event = case.events.get(kind=EventKind.ASSIGNED)
    rule = Responsibility.objects.get(customer=cast.bjorken)
    assert case.responsible == cast.nils and case.team is None
    assert event.user == cast.adam and event.data["reason"] == f"Regel {rule.pk}: Brf Björken → Nils Berg"


def test_it_saves_at_once_where_nothing_would_move(cast: Cast, office: Client) -> None:
    cast.foreign_case()
    assert office.post(ADD, rule_for(cast)).status_code == 302


def test_it_leaves_what_somebody_moved_by_hand(cast: Cast, office: Client) -> None:
    cast.opens_case()
    by_hand = assign_case(cast.opens_case(), by=Actor.of(cast.dora, via="admin"), person=cast.lena)
    page = office.post(ADD, rule_for(cast)).content.decode()
    assert "1 ärende stannar hos den som någon valt för hand" in page
    office.post(ADD, posted(page, move="1"))
    by_hand.refresh_from_db()
    assert by_hand.responsible == cast.lena


def test_it_moves_what_somebody_of_the_team_has_taken(cast: Cast, office: Client) -> None:
    case = cast.opens_case()
    Case.objects.filter(pk=case.pk).update(responsible=cast.tea)
    page = office.post(ADD, rule_for(cast)).content.decode()
    assert "Tea Lind" in page.partition("<tbody>")[2]


def test_it_shows_again_what_changed_since(cast: Cast, office: Client) -> None:
    cast.opens_case()
    page = office.post(ADD, rule_for(cast)).content.decode()
    cast.opens_case()
    response = office.post(ADD, posted(page, move="1"))
    assert response.status_code == 409 and "2 öppna ärenden" in response.content.decode()
    assert not Responsibility.objects.filter(customer=cast.bjorken).exists()


def test_back_keeps_what_was_typed(cast: Cast, office: Client) -> None:
    cast.opens_case()
    page = office.post(ADD, rule_for(cast, from_time="08:15", until_time="08:15")).content.decode()
    back = office.post(ADD, posted(page, back="1")).content.decode()
    assert 'value="08:15"' in back and not Responsibility.objects.filter(customer=cast.bjorken).exists()


def test_it_shows_what_an_edit_would_move(cast: Cast, office: Client) -> None:
    case = cast.foreign_case()
    rule = Responsibility.objects.get(customer=cast.asen)
    url = reverse("responsibilities:edit", args=[rule.pk])
    page = office.post(url, rule_for(cast, customer=cast.asen.pk, person=cast.tea.pk)).content.decode()
    office.post(url, posted(page, move="1"))
    case.refresh_from_db()
    assert case.responsible == cast.tea


@pytest.mark.parametrize("how", [{}, {"rest": "1"}])
def test_it_shows_what_deleting_or_resting_would_move(how: dict[str, str], cast: Cast, office: Client) -> None:
    case = cast.foreign_case()
    url = reverse("responsibilities:delete", args=[Responsibility.objects.get(customer=cast.asen).pk])
    page = office.get(url).content.decode()
    assert "Nils Berg" in page.partition("<tbody>")[2] and "Hissgruppen" in page.partition("<tbody>")[2]
    assert office.post(url, how).status_code == 409
    mark = re.findall(r'name="looked" value="(\w+)"', page)[0]
    assert office.post(url, {**how, "looked": mark, "move": "1"}).status_code == 302
    case.refresh_from_db()
    assert case.team == cast.lifts


def test_it_refuses_to_narrow_the_last_catch_all(cast: Cast, office: Client) -> None:
    catch_all = Responsibility.objects.catch_all().get()
    url = reverse("responsibilities:edit", args=[catch_all.pk])
    page = office.post(url, rule_for(cast)).content.decode()
    catch_all.refresh_from_db()
    assert "Då skulle ingen få" in page and catch_all.customer is None


def test_many_cases_move_as_a_job_that_tells_how_far_it_is(
    cast: Cast, office: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workflows.viewsets.moves.AT_ONCE", 1)
    cases = [cast.opens_case() for _ in range(3)]
    page = office.post(ADD, rule_for(cast)).content.decode()
    office.post(ADD, posted(page, move="1"))
    job = Job.objects.get()
    shown = reverse("moved_cases", args=[job.pk])
    assert "data-watch" in office.get(shown).content.decode()
    move_cases.move_cases(job.pk)
    assert "3 ärenden flyttades" in office.get(shown).content.decode()
    assert Case.objects.filter(pk__in=[case.pk for case in cases], responsible=cast.nils).count() == 3


def test_a_job_goes_on_where_it_was_and_leaves_what_changed_meanwhile(cast: Cast, office: Client) -> None:
    first, second = cast.opens_case(), cast.opens_case()
    Responsibility.objects.create(customer=cast.bjorken, person=cast.nils)
    versions = [[case.pk, case.version] for case in (first, second)]
    job = Job.objects.create(kind=move_cases.KIND, user=cast.adam, total=2, parameters={"cases": versions, "left": 0})
    assign_case(second, by=Actor.of(cast.dora, via="admin"), person=cast.lena)
    for _ in range(2):
        Job.objects.update(state=Job.State.RUNNING, done=0)
        move_cases.move_cases(job.pk)
    assert [case.events.filter(kind=EventKind.ASSIGNED).count() for case in (first, second)] == [1, 1]
    second.refresh_from_db()
    assert second.responsible == cast.lena


def test_a_preview_asks_as_much_for_many_cases_as_for_one(cast: Cast, office: Client) -> None:
    counted = []
    cast.opens_case()
    office.post(ADD, rule_for(cast))
    for count in (1, 12):
        for _ in range(count):
            cast.opens_case()
        with CaptureQueriesContext(connection) as queries:
            office.post(ADD, rule_for(cast))
        counted.append(len(queries))
    assert counted[0] == counted[1]


# ── The order of equal rules ──


def three(cast: Cast) -> list[Responsibility]:
    people = (cast.nils, cast.tea, cast.lena)
    return [Responsibility.objects.create(customer=cast.bjorken, person=one, order=n) for n, one in enumerate(people)]


def in_order() -> list[int]:
    return [
        *Responsibility.objects.filter(customer__number="1001").order_by("order", "pk").values_list("pk", flat=True)
    ]


def test_a_new_rule_comes_last_of_its_equals(cast: Cast, office: Client) -> None:
    rules = three(cast)
    office.post(ADD, rule_for(cast, person=cast.dora.pk))
    assert in_order()[:3] == [rule.pk for rule in rules]


def test_the_list_leads_to_the_order_of_equals_only(cast: Cast, office: Client) -> None:
    rules = three(cast)
    page = office.get(reverse("responsibilities:index")).content.decode()
    linked = {int(pk) for pk in re.findall(r"/responsibilities/reorder/(\d+)/", page)}
    assert linked == {rule.pk for rule in rules}


def test_arrows_move_a_row_and_save_nothing_yet(cast: Cast, office: Client) -> None:
    one, two, last = (rule.pk for rule in three(cast))
    url = reverse("responsibilities:reorder", args=[two])
    page = office.post(url, {"order": [one, two, last], "up": last}).content.decode()
    assert re.findall(r'name="order" value="(\d+)"', page) == [str(pk) for pk in (one, last, two)]
    assert in_order() == [one, two, last]


def test_it_saves_the_order_and_shows_first_what_moves(cast: Cast, office: Client) -> None:
    one, two, last = (rule.pk for rule in three(cast))
    case = cast.opens_case()
    url = reverse("responsibilities:reorder", args=[two])
    page = office.post(url, {"order": [last, one, two], "save": "1"}).content.decode()
    assert "Lena Ek" in page.partition("<tbody>")[2] and in_order() == [one, two, last]
    office.post(url, posted(page, move="1"))
    case.refresh_from_db()
    assert in_order() == [last, one, two] and case.responsible == cast.lena


@pytest.mark.parametrize("order", [[], [1], ["x"], [999_999], [1, 1, 1]])
def test_an_order_that_is_not_of_these_rows_is_refused(order: list[Any], cast: Cast, office: Client) -> None:
    rules = [rule.pk for rule in three(cast)]
    response = office.post(reverse("responsibilities:reorder", args=[rules[0]]), {"order": order, "save": "1"})
    assert response.status_code == 409 and in_order() == rules


def test_a_rule_that_a_colleague_added_meanwhile_makes_one_look_again(cast: Cast, office: Client) -> None:
    rules = [rule.pk for rule in three(cast)]
    Responsibility.objects.create(customer=cast.bjorken, team=Team.objects.create(name="Ny"), order=9)
    response = office.post(reverse("responsibilities:reorder", args=[rules[0]]), {"order": rules[::-1], "save": "1"})
    assert response.status_code == 409 and "Inget har sparats" in response.content.decode()


def test_two_orders_after_each_other_leave_each_row_its_own_place(cast: Cast, office: Client) -> None:
    rules = [rule.pk for rule in three(cast)]
    Responsibility.objects.update(order=0)
    url = reverse("responsibilities:reorder", args=[rules[0]])
    for order in (rules[::-1], [rules[1], rules[2], rules[0]]):
        office.post(url, {"order": order, "save": "1"})
    assert in_order() == [rules[1], rules[2], rules[0]]
    assert sorted(Responsibility.objects.filter(pk__in=rules).values_list("order", flat=True)) == [0, 1, 2]


def test_it_keeps_days_and_hours_as_they_are_typed(cast: Cast, office: Client) -> None:
    given = rule_for(cast, weekdays=["0", "4"], from_time="16:00", until_time="07:00", on_call="on", holidays="also")
    office.post(ADD, given)
    rule = Responsibility.objects.get(customer=cast.bjorken)
    assert rule.when == "jour mån, fre 16:00–07:00 och helgdagar"
    page = office.get(reverse("responsibilities:edit", args=[rule.pk])).content.decode()
    assert page.count("checked") >= 3 and 'value="16:00"' in page and timezone.localdate()


def test_the_days_are_in_the_readers_language(cast: Cast, office: Client) -> None:
    assert "Måndag" in office.get(ADD).content.decode()
    cast.adam.language = "en"
    cast.adam.save()
    page = office.get(ADD).content.decode()
    assert "Monday" in page and "Måndag" not in page


def test_who_may_not_move_cases_sees_no_box(cast: Cast, office: Client, client: Client) -> None:
    cast.opens_case()
    rights = Permission.objects.filter(codename__in=["view_responsibility", "add_responsibility", "view_team"])
    cast.edda.user_permissions.add(*rights)
    client.force_login(cast.edda)
    page = client.post(ADD, rule_for(cast, customer="", worksite="", category=cast.lift_category.pk)).content.decode()
    assert "1 öppet ärende skulle få någon annan" in page and 'name="move"' not in page
    client.post(ADD, posted(page, move="1"))
    assert Responsibility.objects.filter(category=cast.lift_category).exists() and not Job.objects.exists()
