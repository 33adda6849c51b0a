"""Who answers for a case, and why. A pure question: it writes nothing."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from accounts.models import User
from workflows.errors import NobodyAnswers
from workflows.models import Absence, Category, Customer, Responsibility, Team, Worksite
from workflows.models.absence import absent_until
from workflows.models.category import lineage
from workflows.stand_ins import LONGEST_REASON, Away, away_on, stand_in, stands_in_for

SHOWN = [  # of a rule and what it names: all that a choice and its sentence need
    *("order", "valid_from", "valid_until"),
    *("customer__name", "worksite__name", "category__name_sv", "category__name_en"),
    *("person__first_name", "person__last_name", "person__email", "person__is_active", "team__name", "team__is_active"),
]

Staffed = Mapping[int, Collection[int]]


@dataclass(frozen=True)
class Answer:
    """Exactly one of person and team. `losers` are the other rows that matched, best first.

    `away` are those rows, by number, that were passed over as nobody of them is there, with the last day of that.
    """

    person: User | None
    team: Team | None
    rule: Responsibility
    reason: str
    losers: tuple[Responsibility, ...]
    away: Mapping[int, date] = field(default_factory=dict)


def who_answers(
    customer: Customer | None, worksite: Worksite | None, category: Category | None, day: date | None = None
) -> Answer:
    """The most specific rule valid that day wins: worksite before customer before category (the nearest in the tree),
    more conditions before fewer, then the office's order.

    Who is absent that day is answered for by her deputy, and so on; where that ends in nobody, or everybody of a team
    is absent, the next rule is asked. Nobody there at all: the catch-all answers all the same. Raises NobodyAnswers.
    Four queries, however many rules, members and absences.
    """
    customer_id = customer.pk if customer else worksite.customer_id if worksite else None
    line = lineage(category.pk, Category.objects.parents()) if category else []
    day = day or timezone.localdate()
    rows, staffed = matching(customer_id, worksite.pk if worksite else None, line, day)
    ranked = sorted(rows, key=lambda row: rank(row, line))
    if not ranked:
        raise NobodyAnswers
    away = away_on(day)
    found = next(answers_of(ranked, staffed, away), None)
    passed = ranked[: ranked.index(found[0])] if found else ranked
    until = {row.pk: away_until(row, staffed, away) for row in passed}
    added: tuple[Absence, ...] | date
    if found:
        best, person, added = found
    else:
        best = next((row for row in ranked if row.is_catch_all), ranked[0])
        person, added = best.person, until.pop(best.pk)
    losers = tuple(row for row in ranked if row is not best)
    return Answer(person, None if person else best.team, best, reason_for(best, person, added), losers, until)


def matching(
    customer_id: int | None, worksite_id: int | None, line: list[int], day: date
) -> tuple[list[Responsibility], Staffed]:
    """Rules whose conditions hold and whose person is active, or some member of their team; and who those members are.

    Two queries.
    """
    rows = list(
        Responsibility.objects.valid_on(day)
        .filter(
            Q(customer=None) | Q(customer=customer_id),
            Q(worksite=None) | Q(worksite=worksite_id),
            Q(category=None) | Q(category__in=line),
        )
        .select_related("person", "team", "customer", "worksite", "category")
        .only(*SHOWN)
    )
    members = Team.members.through.objects.filter(team__in={row.team_id for row in rows}, user__is_active=True)
    staffed: dict[int, set[int]] = defaultdict(set)
    for team, user in members.values_list("team", "user"):
        staffed[team].add(user)
    return [row for row in rows if (row.person.is_active if row.person else can_answer(row.team, staffed))], staffed


def can_answer(team: Team | None, staffed: Staffed) -> bool:
    return team is not None and team.is_active and team.pk in staffed


def rank(row: Responsibility, line: list[int]) -> tuple[bool, bool, int, int, int]:
    """Sorts the most specific first; a category nearer to the case's own is more specific."""
    distance = line.index(row.category_id) if row.category_id else len(line)
    return (row.worksite_id is None, row.customer_id is None, distance, row.order, row.pk)


def answers_of(
    ranked: list[Responsibility], staffed: Staffed, away: Away
) -> Iterator[tuple[Responsibility, User | None, tuple[Absence, ...]]]:
    """The rules by which somebody who is there answers; with the person, and the absences that led to her."""
    for rule in ranked:
        if rule.person is None:
            if any(member not in away for member in members_of(rule, staffed)):
                yield rule, None, ()
            continue
        person, absences = stand_in(rule.person, away)
        if person is not None:
            yield rule, person, absences


def members_of(rule: Responsibility, staffed: Staffed) -> Collection[int]:
    return staffed[rule.team_id] if rule.team_id else ()


def away_until(rule: Responsibility, staffed: Staffed, away: Away) -> date:
    """The last day on which nobody of the rule is there: of a team, until the first of them comes back."""
    people = [rule.person_id] if rule.person_id else members_of(rule, staffed)
    return min(away[pk].last_day for pk in people)


def reason_for(rule: Responsibility, person: User | None, added: tuple[Absence, ...] | date) -> str:
    """In the company's language: it is stored with the case and read by everybody.

    `added`: the absences that led to the person, or until when she, as everybody else, is absent.
    """
    with translation.override(settings.LANGUAGE_CODE):
        words = {"number": rule.pk, "about": rule.about, "who": person or rule.team}
        if rule.is_catch_all:
            reason = _("Catch-all (rule %(number)s) → %(who)s") % words
        else:
            reason = _("Rule %(number)s: %(about)s → %(who)s") % words
        if isinstance(added, date):
            words = {"reason": reason, "until": absent_until(added)}
            reason = _("%(reason)s (%(until)s, but nobody else is there)") % words
        elif added:
            reason = f"{reason} ({stands_in_for(added)})"
        return Truncator(reason).chars(LONGEST_REASON)


def has_catch_all() -> bool:
    """Whether a case that no other rule covers finds somebody active today."""
    rows, _staffed = matching(None, None, [], timezone.localdate())
    return any(row.is_catch_all for row in rows)
