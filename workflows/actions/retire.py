"""Putting a person or a team out of use: first every open case that would lack somebody goes to somebody else."""

from django.utils.translation import gettext as _
from wagtail.log_actions import log

from accounts.models import User
from workflows.actions.keep_a_catch_all import keep_a_catch_all
from workflows.actions.move_cases import give
from workflows.actor import SYSTEM, Actor
from workflows.errors import NotPossible
from workflows.models import Case, Team
from workflows.moves import Moves, nobody_has, without_person, without_team


def retire_person(user: User, *, by: Actor) -> int:
    """The number of cases that went to others. Raises NotPossible where one of them would find nobody."""
    with keep_a_catch_all():
        user = User.objects.select_for_update().get(pk=user.pk)
        count = carry_out(without_person(user), by)
        user.is_active = False
        user.save(update_fields=["is_active"])
        log(user, "wagtail.edit", user=by.user)
    return count


def retire_team(team: Team, *, by: Actor) -> int:
    """As `retire_person`."""
    with keep_a_catch_all():
        team = Team.objects.select_for_update().get(pk=team.pk)
        count = carry_out(without_team(team), by)
        Team.objects.filter(pk=team.pk).update(is_active=False)
        log(team, "wagtail.edit", user=by.user)
    return count


def carry_out(moves: Moves, by: Actor) -> int:
    """All of them, or none: raises Refused where somebody changes one at this moment."""
    for move in moves.found:
        if not give(move, by):
            raise NotPossible(changed_meanwhile(move.case))
    return len(moves)


def changed_meanwhile(case: Case) -> str:
    return _("Somebody changed case %(number)s at this moment. Look once more.") % {"number": case.pk}


def give_homeless_cases() -> int:
    """What nobody active has, however that came about, goes to who shall have it. The number of cases."""
    return sum(give(move, SYSTEM) for move in nobody_has())
