import io
import random

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import User
from forms.models import QrCode
from reports.models import ErpOrder
from serva.demo.company import World, make_company
from serva.demo.history import Teller, tell_stories
from workflows.models import (
    Absence,
    Article,
    Attachment,
    Case,
    CaseEvent,
    Customer,
    Delivery,
    NotificationRule,
    Schedule,
    Status,
    Team,
    Worksite,
)

pytestmark = pytest.mark.django_db


def run(command: str, **options: object) -> str:
    out = io.StringIO()
    call_command(command, stdout=out, **options)
    return out.getvalue()


def titles(world: World, seed: int) -> list[str]:
    teller = Teller(world, random.Random(seed), timezone.now())
    return [f"{story.case.title} {story.case.worksite} {len(story.events)}" for story in tell_stories(teller, 30, 365)]


def test_it_makes_the_whole_company() -> None:
    told = run("demo")
    nouns = (Customer, Worksite, Team, Article, Schedule, QrCode)
    assert [noun.objects.count() for noun in nouns] == [8, 40, 3, 60, 12, 60]
    assert User.objects.filter(is_staff=True).count() == 15
    assert Case.objects.exclude(source="schedule", occurrence__isnull=False).count() == 600
    assert set(Case.objects.values_list("status", flat=True)) == set(Status.values)
    assert Attachment.objects.exists() and ErpOrder.objects.exists()
    rung = Delivery.objects.filter(channel="bell")
    assert rung.filter(read_at=None).exists() and not Delivery.objects.exclude(channel="bell").exists()
    assert NotificationRule.objects.filter(channel="email", is_active=True).count() == 16
    assert "Mira" in str(Absence.objects.on(timezone.localdate()).get()) and Absence.objects.count() == 2
    assert f"/q/{QrCode.objects.earliest('pk').token}/" in told


def test_it_keeps_what_is_there_the_second_time() -> None:
    make_company(random.Random(1))
    assert "kept" in run("demo") and Customer.objects.count() == 8


def test_it_refuses_a_database_with_other_data() -> None:
    Customer.objects.create(number="1", name="En riktig kund")
    with pytest.raises(CommandError, match="not the demo's"):
        run("demo")


def test_it_tells_the_same_story_for_the_same_seed() -> None:
    world = make_company(random.Random(1))
    assert titles(world, 7) == titles(world, 7) != titles(world, 8)


def test_its_service_levels_are_mostly_kept() -> None:
    world = make_company(random.Random(1))
    cases = [story.case for story in tell_stories(Teller(world, random.Random(1), timezone.now()), 600, 365)]
    finished = [case for case in cases if case.finished_at]
    late = [case for case in finished if case.finished_at > case.finish_by]
    still = [case for case in cases if case.is_open]
    assert all(case.acknowledge_by and case.finish_by for case in cases)
    assert 0 < len(late) < len(finished) / 5
    assert 0 < len([case for case in still if case.is_late]) < len(still) / 2
    assert 0 < len([case for case in still if case.is_left_too_long]) < len(still) / 3


def test_it_writes_histories_without_gaps() -> None:
    make_company(random.Random(1))
    run("load_cases", cases=50)
    for case in Case.objects.all():
        sequences = list(CaseEvent.objects.filter(case=case).values_list("sequence", flat=True))
        assert sequences == list(range(1, case.last_sequence + 1))


def test_it_loads_cases_over_three_years() -> None:
    make_company(random.Random(1))
    run("load_cases", cases=50)
    span = Case.objects.latest("opened_at").opened_at - Case.objects.earliest("opened_at").opened_at
    assert 1000 < span.days < 1100


def test_it_refuses_to_load_cases_for_nobody() -> None:
    with pytest.raises(CommandError, match="demo"):
        run("load_cases", cases=1)
