"""The ladder on the page of a service level, the rule on that of a team, and what both say on a case."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.workflows.viewsets.test_service_level import fields
from workflows import errands
from workflows.actions.escalate_due_cases import escalate_due_cases
from workflows.models import Case, EscalationStep, ServiceLevel, Team
from workflows.models.service_level import WEEK

FIRST = {"minutes": "15 min", "side": "before", "due": "acknowledge", "what": "remind", "is_active": "on"}
SECOND = {"minutes": "1 h", "side": "after", "due": "acknowledge", "what": "tell_office", "is_active": "on"}


@pytest.fixture
def level(cast: Cast) -> ServiceLevel:
    made = ServiceLevel.objects.create(
        name_sv="Jour", holidays_off=False, acknowledge_normal=30, **dict.fromkeys(WEEK, "0-24")
    )
    cast.lift_category.service_level = made
    cast.lift_category.save()
    return made


@pytest.fixture
def admin(cast: Cast, client: Client) -> Client:
    client.force_login(cast.adam)
    return client


def ladder(*steps: dict[str, Any], kept: int = 0) -> dict[str, Any]:
    given = fields(name_sv="Jour", acknowledge_normal="30 min", **dict.fromkeys(WEEK, "0-24"))
    given |= {"ladder-TOTAL_FORMS": str(len(steps)), "ladder-INITIAL_FORMS": str(kept)}
    return given | {f"ladder-{place}-{name}": value for place, one in enumerate(steps) for name, value in one.items()}


def save(client: Client, level: ServiceLevel, *steps: dict[str, Any], kept: int = 0) -> Any:
    return client.post(reverse("service_levels:edit", args=[level.pk]), ladder(*steps, kept=kept))


def said(level: ServiceLevel) -> list[tuple[int, str]]:
    return [(step.signed, step.what) for step in ServiceLevel.objects.get(pk=level.pk).steps]


def test_it_keeps_the_steps_in_the_order_of_their_times(admin: Client, level: ServiceLevel) -> None:
    assert save(admin, level, SECOND, FIRST).status_code == 302
    assert said(level) == [(-15, "remind"), (60, "tell_office")]


def test_a_new_level_comes_with_its_ladder(admin: Client, cast: Cast) -> None:
    assert admin.post(reverse("service_levels:add"), ladder(FIRST)).status_code == 302
    assert said(ServiceLevel.objects.get()) == [(-15, "remind")]


def test_it_deletes_a_step_and_keeps_the_others(admin: Client, level: ServiceLevel) -> None:
    save(admin, level, FIRST, SECOND)
    first, second = level.steps
    save(admin, level, FIRST | {"id": first.pk, "DELETE": "1"}, SECOND | {"id": second.pk}, kept=2)
    assert said(level) == [(60, "tell_office")]


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ([FIRST, FIRST], "Steget finns redan i trappan."),
        ([FIRST | {"minutes": "snart"}], "Skriv till exempel 30 min eller 4 h."),
        ([FIRST | {"minutes": ""}], "obligatorisk"),
        ([FIRST | {"minutes": "9999 h"}], "Högst 2000 timmar."),
        ([FIRST | {"what": "return"}], "Välj ett giltigt alternativ"),
        ([FIRST | {"what": ""}], "obligatorisk"),
    ],
)
def test_it_says_beside_the_step_what_is_wrong(
    steps: list[dict[str, str]], words: str, admin: Client, level: ServiceLevel
) -> None:
    page = save(admin, level, *steps).content.decode()
    assert words in page
    assert said(level) == []


def test_steps_that_change_places_are_refused_in_words(admin: Client, level: ServiceLevel) -> None:
    save(admin, level, FIRST, FIRST | {"minutes": "30 min"})
    longer, shorter = level.steps
    moved = [FIRST | {"id": longer.pk, "minutes": "15 min"}, FIRST | {"id": shorter.pk, "minutes": "30 min"}]
    assert "Två steg kan inte byta plats." in save(admin, level, *moved, kept=2).content.decode()
    assert [step.pk for step in ServiceLevel.objects.get().steps] == [longer.pk, shorter.pk]


@pytest.mark.parametrize("number", ["", "x", "999999", "9" * 30])
def test_a_step_that_is_gone_meanwhile_is_added_anew(number: str, admin: Client, level: ServiceLevel) -> None:
    assert save(admin, level, FIRST | {"id": number}, kept=1).status_code == 302
    assert said(level) == [(-15, "remind")]


def test_a_post_without_any_word_of_the_ladder_is_no_fault_of_ours(admin: Client, level: ServiceLevel) -> None:
    given = {name: value for name, value in ladder().items() if not name.startswith("ladder")}
    assert admin.post(reverse("service_levels:edit", args=[level.pk]), given).status_code == 200


def test_it_shows_when_each_step_would_come(admin: Client, level: ServiceLevel) -> None:
    save(admin, level, SECOND, FIRST, FIRST | {"minutes": "45 min"})
    rows = admin.get(reverse("service_levels:edit", args=[level.pk])).context["ladder"]
    now = timezone.now()
    assert rows[0]["at"] is None  # before the case has come in
    assert [round((row["at"] - now).total_seconds() / 60) for row in rows[1:]] == [15, 90]


def test_it_leaves_the_house_with_its_ladder(admin: Client, level: ServiceLevel) -> None:
    save(admin, level, FIRST)
    response = admin.get(reverse("service_levels:index"), {"export": "csv"})
    assert "15 min före ”kvittera senast”" in b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]


def test_open_cases_are_looked_at_again_when_the_ladder_changes(admin: Client, cast: Cast, level: ServiceLevel) -> None:
    case = cast.opens_case()
    escalate_due_cases()
    assert Case.objects.get(pk=case.pk).escalates_at is None
    for step in (SECOND | {"minutes": "2 h"}, SECOND):  # and again after it was done once
        save(admin, level, step)
        errands.perform_due()
        escalate_due_cases()
    assert case.acknowledge_by is not None
    assert Case.objects.get(pk=case.pk).escalates_at == case.acknowledge_by + timedelta(hours=1)


def test_open_cases_are_looked_at_again_when_the_team_s_rule_changes(admin: Client, cast: Cast) -> None:
    case = cast.opens_case()
    escalate_due_cases()
    given = {"name": "Hissgruppen", "members": [cast.tea.pk], "is_active": "on", "leader": cast.lena.pk}
    admin.post(
        reverse("teams:edit", args=[cast.lifts.pk]), given | {"untouched_minutes": "1 h", "untouched_then": "go_up"}
    )
    errands.perform_due()
    escalate_due_cases()
    assert Case.objects.get(pk=case.pk).escalates_at is not None


def test_the_list_of_teams_says_the_rule_in_words(admin: Client, cast: Cast) -> None:
    Team.objects.filter(pk=cast.lifts.pk).update(untouched_minutes=90)
    page = admin.get(reverse("teams:index")).content.decode()
    assert "Efter 1 h 30 min tillbaka till gruppen, sedan till ledaren" in page


def test_the_case_room_says_what_happens_next(admin: Client, cast: Cast, level: ServiceLevel) -> None:
    EscalationStep.objects.create(level=level, what="remind", due="acknowledge", minutes=15, side="before")
    EscalationStep.objects.create(level=level, what="tell_leader", due="acknowledge")
    case = cast.opens_case()
    page = admin.get(reverse("cases:room", args=[case.pk])).content.decode()
    assert "Händer härnäst" in page and "Om ingen kvitterar ärendet innan dess:" in page
    assert page.index("påminns alla i Hissgruppen") < page.index("får Lena Ek, som leder gruppen, veta det")


def test_so_does_the_technician_s_page(cast: Cast, client: Client, level: ServiceLevel) -> None:
    EscalationStep.objects.create(level=level, what="tell_office", due="acknowledge")
    case = cast.opens_case()
    client.force_login(cast.tea)
    assert "får kontoret veta det" in client.get(f"/field/{case.pk}/").content.decode()


def late_case(cast: Cast, level: ServiceLevel) -> Case:
    """Of which the office has been told."""
    long_ago = timezone.now() - timedelta(days=1)
    EscalationStep.objects.create(level=level, what="tell_office", due="acknowledge", since=long_ago)
    case = cast.opens_case(opened_at=timezone.now() - timedelta(hours=1))
    escalate_due_cases()
    return case


def test_the_customer_sees_nothing_of_it(cast: Cast, client: Client, level: ServiceLevel) -> None:
    EscalationStep.objects.create(
        level=level, what="tell_office", due="acknowledge", since=timezone.now() - timedelta(1)
    )
    case = cast.opens_case(opened_at=timezone.now() - timedelta(hours=1))
    escalate_due_cases()
    pages = [client.get(f"/c/{case.receipt_link.token}/").content.decode()]
    client.force_login(cast.anna)
    pages.append(client.get(f"/portal/{case.pk}/").content.decode())
    for page in pages:
        assert case.title in page and "kontoret" not in page.lower().replace("kontoret@", "")


def test_the_timeline_tells_staff_what_happened_and_why(admin: Client, cast: Cast, level: ServiceLevel) -> None:
    EscalationStep.objects.create(
        level=level, what="tell_office", due="acknowledge", since=timezone.now() - timedelta(1)
    )
    case = cast.opens_case(opened_at=timezone.now() - timedelta(hours=1))
    escalate_due_cases()
    page = admin.get(reverse("cases:room", args=[case.pk])).content.decode()
    assert "Serva sade till kontoret" in page and "Ingen har kvitterat ärendet. Det skulle ha gjorts" in page
