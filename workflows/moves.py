"""Which open cases a change of rules, teams or people would move, and to whom. It writes nothing."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from workflows.assignment import Choice
from workflows.errors import NotPossible
from workflows.models import Case, Category, Responsibility, Team
from workflows.models.case_queryset import CaseQuerySet
from workflows.rulebook import Rulebook, is_with, same_who, was_put_there

LOOKED_AT = 20_000  # cases, the newest first: what a page can wait for
NEEDED = [
    *("customer_id", "worksite_id", "equipment_id", "category_id", "responsible_id", "team_id", "opened_at", "version"),
    *("title", "worksite__name", "responsible__first_name", "responsible__last_name", "responsible__email"),
    "occurrence__starts_at",
    *("responsible__is_active", "team__name", "team__is_active", "place"),
]


@dataclass(frozen=True)
class Move:
    """`to` is a person or a team."""

    case: Case
    to: User | Team
    reason: str


@dataclass
class Moves:
    """`stay`: cases that would move, had nobody moved them since. `is_all`: every case was looked at."""

    found: list[Move] = field(default_factory=list)
    stay: int = 0
    is_all: bool = True

    def __len__(self) -> int:
        return len(self.found)

    @property
    def mark(self) -> str:
        """Another one as soon as other cases would move, or to others."""
        told = [(move.case.pk, type(move.to).__name__, move.to.pk) for move in self.found]
        return hashlib.sha256(repr(told).encode()).hexdigest()[:32]


def needed(cases: CaseQuerySet) -> CaseQuerySet:
    return cases.select_related("worksite", "responsible", "team", "occurrence").only(*NEEDED)


def touched_by(*rules: Responsibility) -> CaseQuerySet:
    """Open cases that lie where one of the rules does."""
    where = Q()
    for rule in rules:
        here = Q(
            **{
                f"{name}_id": pk
                for name in ("equipment", "worksite", "customer")
                if (pk := getattr(rule, f"{name}_id"))
            }
        )
        if rule.category_id:
            here &= Q(category__in=Category.objects.with_children(rule.category_id))
        if not here:
            return Case.objects.open()
        where |= here
    return Case.objects.open().filter(where)


def moved(before: Rulebook, after: Rulebook, cases: CaseQuerySet) -> Moves:
    """Of cases that are where the rules put them, those that other rules would put elsewhere."""
    moves = Moves()
    for number, case in enumerate(needed(cases).order_by("-pk").iterator(chunk_size=1000)):
        if number == LOOKED_AT:
            moves.is_all = False
            break
        was, to = before.answer(case), after.answer(case)
        if was is None or to is None or same_who(was, to) or is_with(case, to):
            continue
        if was_put_there(case, was):
            moves.found.append(Move(case, to.who, to.reason))
        else:
            moves.stay += 1
    return moves


WITHOUT = gettext_lazy(
    "Then nobody would get what no other rule covers. First set another catch-all with somebody active."
)


def must_keep_a_catch_all(before: Rulebook, after: Rulebook) -> None:
    """Raises NotPossible where the last rule that gets what no other covers would go."""
    if before.has_catch_all and not after.has_catch_all:
        raise NotPossible(str(WITHOUT))


def homeless(before: Rulebook, after: Rulebook, *, person: int = 0, team: int = 0) -> Moves:
    """The open cases for which nobody active would answer without this person, or with nobody in this team.

    They go back to their team while somebody else works there, else as the rules say now. Raises NotPossible where
    the rules name nobody, or a new case would find nobody.
    """
    must_keep_a_catch_all(before, after)
    empty = {number for number, members in before.staffed.items() if members and not after.staffed.get(number)}
    of_teams = Q(team__in=empty | ({team} if team else set())) & (Q(responsible=None) | Q(responsible__is_active=False))
    found = Case.objects.open().filter(of_teams | Q(responsible=person) if person else of_teams)
    now, moves = timezone.now(), Moves()
    for case in needed(found).order_by("-pk").iterator(chunk_size=1000):
        moves.found.append(homing(case, after, now))
    return moves


def homing(case: Case, rules: Rulebook, now: datetime) -> Move:
    """Raises NotPossible."""
    if case.team is not None and case.responsible_id and case.team.is_active and rules.staffed.get(case.team.pk):
        with translation.override(settings.LANGUAGE_CODE):  # stored with the case
            return Move(case, case.team, _("Back to the team, as who had it has left"))
    choice: Choice | None = rules.answer(case, None if case.occurrence_id else now)
    if choice is None:
        raise NotPossible(
            _("For case %(number)s no rule names anybody else. Hand it over first.") % {"number": case.pk}
        )
    return Move(case, choice.who, choice.reason)


def without_person(user: User) -> Moves:
    before = Rulebook.now()
    return homeless(before, before.without_person(user.pk), person=user.pk)


def without_team(team: Team, members: set[int] | None = None) -> Moves:
    """`members`: those active that are left; none of them is as if the team were put out of use."""
    before = Rulebook.now()
    return homeless(before, before.with_members(team.pk, members or set()), team=team.pk if not members else 0)


def nobody_has() -> Iterator[Move]:
    """Open cases that nobody active has, whatever made that so, each with who shall; without those that none can."""
    staffed = Team.objects.active().filter(members__is_active=True)
    lost = Case.objects.open().filter(Q(responsible=None) | Q(responsible__is_active=False)).exclude(team__in=staffed)
    found = list(needed(lost).order_by("pk"))
    if not found:  # as always: then the rules are not read
        return
    rules, now = Rulebook.now(), timezone.now()
    for case in found:
        try:
            yield homing(case, rules, now)
        except NotPossible:
            continue
