from datetime import timedelta

import pytest
from django.utils import timezone

from workflows import heartbeat, tasks
from workflows.models import WorkerHeartbeat

pytestmark = pytest.mark.django_db


def last_beat(ago: timedelta) -> None:
    WorkerHeartbeat.objects.all().delete()
    WorkerHeartbeat.objects.create(worker="old", seen_at=timezone.now() - ago)


def test_a_worker_that_beats_is_not_silent() -> None:
    last_beat(heartbeat.SILENT * 2)
    heartbeat.beat()
    assert heartbeat.worker_silent_since() is None


def test_it_tells_since_when_no_worker_is_alive() -> None:
    last_beat(heartbeat.SILENT * 2)
    assert heartbeat.worker_silent_since() == WorkerHeartbeat.objects.get().seen_at


def test_one_of_several_is_enough() -> None:
    last_beat(timedelta(0))
    WorkerHeartbeat.objects.create(worker="gone", seen_at=timezone.now() - timedelta(hours=5))
    assert heartbeat.worker_silent_since() is None


def test_one_that_never_ran_is_missed_since_serva_was_set_up() -> None:
    assert WorkerHeartbeat.objects.get().worker == ""
    WorkerHeartbeat.objects.update(seen_at=timezone.now() - heartbeat.SILENT * 2)
    assert heartbeat.worker_silent_since() is not None


@pytest.mark.parametrize("task", [tasks.say_that_we_run, tasks.sweep.call_local])
def test_it_beats_at_the_start_and_each_minute(task: object) -> None:
    last_beat(heartbeat.SILENT * 2)
    task()  # type: ignore[operator]
    assert heartbeat.worker_silent_since() is None


def test_it_beats_during_long_work_in_a_worker_only(monkeypatch: pytest.MonkeyPatch) -> None:
    last_beat(heartbeat.SILENT * 2)
    monkeypatch.setattr(heartbeat, "_last", None)
    heartbeat.go_on()
    assert heartbeat.worker_silent_since() is not None
    monkeypatch.setattr(heartbeat, "_last", -heartbeat.PAUSE)
    heartbeat.go_on()
    assert heartbeat.worker_silent_since() is None


def test_it_forgets_machines_that_are_gone() -> None:
    last_beat(heartbeat.FORGOTTEN * 2)
    heartbeat.beat()
    assert not WorkerHeartbeat.objects.filter(worker="old").exists()
