"""How a verb changes a case: the fresh row, the version the person saw, the transition, the sentence when not."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django_fsm import TransitionNotAllowed

from workflows.actor import Actor
from workflows.errors import NotPossible, StaleVersion, Taken
from workflows.models import Case, Status


def fresh(case: Case, version: int | None) -> Case:
    """The row as it is now; raises StaleVersion when the person saw another version of it."""
    related = Case.objects.select_related(
        "customer", "worksite", "category", "equipment", "responsible", "team", "reporter"
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


def step(transition: Callable[..., Any], *args: Any) -> None:
    """Takes a transition of a case; raises NotPossible with a sentence when its status does not allow it."""
    case: Case = transition.__self__  # type: ignore[attr-defined]
    try:
        transition(*args)
    except TransitionNotAllowed as error:
        raise NotPossible(
            _("That cannot be done now: the case is “%(status)s”.") % {"status": case.get_status_display()}
        ) from error
    case.status_since = timezone.now()
