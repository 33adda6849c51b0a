"""What Huey runs. A task only wakes an action; what is to be done stands in rows."""

import logging
from typing import Any

from django.dispatch import receiver
from huey import crontab
from huey.contrib.djhuey import close_db, db_periodic_task, db_task, on_startup

from workflows import errands, heartbeat, limits
from workflows.actions.close_done_cases import close_done_cases
from workflows.actions.escalate_due_cases import escalate_due_cases
from workflows.actions.forget_positions import forget_positions as forget_old_positions
from workflows.actions.look_again import look_at_all
from workflows.actions.open_due_cases import open_due_cases
from workflows.actions.retire import give_homeless_cases
from workflows.events import case_changed
from workflows.models import Errand

logger = logging.getLogger(__name__)


@on_startup()
@close_db
def say_that_we_run() -> None:
    heartbeat.beat()


@db_task(expires=120)
def do_due_errands() -> None:
    take_a_turn()


@db_periodic_task(crontab())
def sweep() -> None:
    """Takes what no task woke for: a killed worker, a lost queue, a retry whose time has come."""
    heartbeat.beat()
    take_a_turn()


def take_a_turn() -> None:
    """What is left after it has the next turn, behind what else the worker was asked for meanwhile."""
    errands.perform_due()
    if Errand.objects.due().exists():
        do_due_errands()


@db_periodic_task(crontab())
def climb_ladders() -> None:
    escalate_due_cases()


@db_periodic_task(crontab(hour="3", minute="20"))
def look_at_all_ladders() -> None:
    look_at_all()


@db_periodic_task(crontab(minute="*/10"))
def work_schedules() -> None:
    open_due_cases()


@db_periodic_task(crontab(minute="*/5"))
def find_somebody() -> None:
    give_homeless_cases()


@db_periodic_task(crontab(minute="5"))
def close_what_is_done() -> None:
    close_done_cases()


@db_periodic_task(crontab(minute="35"))
def forget_passed_limits() -> None:
    limits.forget_passed()


@db_periodic_task(crontab(hour="3", minute="40"))
def forget_positions() -> None:
    forget_old_positions()


@receiver(case_changed)
def wake(sender: type, **kwargs: Any) -> None:
    """A queue that cannot be reached costs at most a minute: the sweep finds the errand."""
    try:
        do_due_errands()
    except Exception:  # any queue error; the change itself is committed
        logger.exception("The worker could not be woken")
