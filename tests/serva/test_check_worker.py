from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from workflows.models import WorkerHeartbeat

pytestmark = pytest.mark.django_db


def ask(minutes_ago: int, *options: str) -> str:
    WorkerHeartbeat.objects.update(seen_at=timezone.now() - timedelta(minutes=minutes_ago))
    out = StringIO()
    call_command("check_worker", *options, stdout=out)
    return out.getvalue()


def test_it_is_content_with_a_worker_that_is_alive() -> None:
    assert "alive" in ask(1)


def test_it_ends_with_two_when_the_worker_is_silent() -> None:
    with pytest.raises(CommandError, match="silent since") as raised:
        ask(10)
    assert raised.value.returncode == 2


def test_how_long_is_too_long_can_be_said() -> None:
    assert "alive" in ask(10, "--minutes=20")


@pytest.mark.parametrize("minutes", ["0", "-5", "99999999999"])
def test_nonsense_is_refused(minutes: str) -> None:
    with pytest.raises(CommandError, match="between"):
        ask(1, f"--minutes={minutes}")
