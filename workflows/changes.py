"""How a verb changes a case: the fresh row, the version the person saw, the transition, the sentence when not."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django_fsm import TransitionNotAllowed

from workflows.actor import Actor
from workflows.due_times import end_wait
from workflows.errors import NotPossible, StaleVersion, Taken
from workflows.models import Case, Stage, Status
from workflows.stages import is_for, words


def fresh(case: Case, version: int | None) -> Case:
    """The row as it is now; raises StaleVersion when the person saw another version of it."""
    related = Case.objects.select_related(
        "customer", "worksite", "category", "equipment", "responsible", "team", "reporter", "stage"
    )
    now = related.get(pk=case.pk)
    if version is not None and now.version != version:
        raise StaleVersion(now)
    return now


def not_taken(case: Case, by: Actor, version: int | None) -> Case:
    """As `fresh`, for taking a case: raises Taken where somebody else was quicker, whatever else she saw of it."""
    try:
        now = fresh(case, version)
    except StaleVersion as stale:
        if is_taken(stale.case, by):
            raise Taken(stale.case) from stale
        raise
    return now


def save_taken(case: Case, by: Actor) -> None:
    """As `save_changed`, where somebody else may be taking it at this very moment."""
    try:
        case.save_changed()
    except StaleVersion as stale:
        if is_taken(stale.case, by):
            raise Taken(stale.case) from stale
        raise


def is_taken(now: Case, by: Actor) -> bool:
    """By somebody else, who has it still."""
    others = by.user is None or now.responsible_id != by.user.pk
    return others and now.is_open and now.status != Status.ASSIGNED and now.acknowledged_at is not None


def step(transition: Callable[..., Any], *args: Any, stage: Stage | None = None) -> None:
    """Takes a transition of a case, out of its stage and into `stage` or none: no other place changes a status.

    Its clock goes on, or stops, by the new status or stage. Raises NotPossible with a sentence when the case's status
    does not allow the transition, or the stage does not fit.
    """
    case: Case = transition.__self__  # type: ignore[attr-defined]
    now = timezone.now()
    end_wait(case, now)
    try:
        transition(*args)
    except TransitionNotAllowed as error:
        raise NotPossible(
            _("That cannot be done now: the case is “%(status)s”.") % {"status": case.get_status_display()}
        ) from error
    case.status_since = now
    enter(case, stage, now)


def enter(case: Case, stage: Stage | None, at: datetime) -> None:
    """Puts the case into a stage of its status, or into none, and stops or starts its clock."""
    if stage is not None and not (stage.status == case.status and is_for(stage, case)):
        raise NotPossible(_("The stage “%(stage)s” does not fit this case.") % {"stage": stage})
    case.stage, case.stage_status = stage, stage.status if stage else ""
    if not (stage.stops_clock if stage else case.status == Status.WAITING):
        end_wait(case, at)
    elif case.clock_stopped_since is None:
        case.clock_stopped_since = at


def entered(case: Case) -> dict[str, Any]:
    """For the event: the stage in the words of now, and whether the clock stands."""
    told: dict[str, Any] = {"clock_stopped": case.clock_stopped_since is not None}
    if case.stage is not None:
        told |= {"stage": words(case.stage), "stage_for_customer": words(case.stage, "customer_text")}
    return told
