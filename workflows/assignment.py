"""Who answers for a case, and why. A pure question: it writes nothing."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.conf import settings
from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from accounts.models import User
from workflows.candidates import Found, Question, hours_here, people_on, rules_for
from workflows.errors import NobodyAnswers
from workflows.models import Absence, Case, Category, Customer, Equipment, Responsibility, Team, Worksite
from workflows.models.absence import absent_until
from workflows.stand_ins import LONGEST_REASON, Away, stand_in, stands_in_for

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


@dataclass(frozen=True)
class Choice:
    """An answer before it is put into words. `added`: see `reason_for`."""

    rule: Responsibility
    person: User | None
    added: tuple[Absence, ...] | date
    away: Mapping[int, date]

    @property
    def who(self) -> "User | Team":
        who = self.person or self.rule.team
        assert who is not None  # the database sees to it
        return who

    @property
    def reason(self) -> str:
        return reason_for(self.rule, self.person, self.added)


def who_answers(
    customer: Customer | None,
    worksite: Worksite | None,
    category: Category | None,
    at: datetime | None = None,
    *,
    equipment: Equipment | None = None,
    hours: datetime | None = None,
) -> Answer:
    """The most specific rule that counts at that moment, now unless another is given, wins (see `rank`).

    `hours`: the moment that a rule's hours must cover, where it is not the same.

    Who is absent that day is answered for by her deputy, and so on; where that ends in nobody, or everybody of a team
    is absent, the next rule is asked. Nobody there at all: the catch-all answers all the same. Raises NobodyAnswers.
    Two queries, however many rules, members and absences.
    """
    question = replace(question_of(customer, worksite, category, equipment), at=at)
    known = {"customer": customer, "worksite": worksite, "equipment": equipment}
    moment = hours_here(hours) if hours else question.moment
    found = [one for one in rules_for(question, known) if one.rule.counts_at(moment)]
    staffed, away = people_on(question.day, {one.rule.team_id for one in found if one.rule.team_id})
    ranked = ranked_of(found, staffed)
    choice = choose(ranked, staffed, away)
    losers = tuple(row for row in ranked if row is not choice.rule)
    team = None if choice.person else choice.rule.team
    return Answer(choice.person, team, choice.rule, choice.reason, losers, choice.away)


def question_of(
    customer: Customer | None, worksite: Worksite | None, category: Category | None, equipment: Equipment | None = None
) -> Question:
    """What lies around a thing or a worksite follows from it."""
    if equipment is not None and worksite is None:
        worksite = equipment.worksite
    customer_id = worksite.customer_id if worksite else customer.pk if customer else None
    number_of = {"worksite": worksite, "equipment": equipment, "category": category}
    return Question(customer_id, **{name: one.pk for name, one in number_of.items() if one})  # type: ignore[arg-type]


def who_answers_for(case: Case, hours: datetime | None = None) -> Answer:
    """Now, for what stands in the case, saved or not."""
    return who_answers(case.customer, case.worksite, case.category, equipment=case.equipment, hours=hours)


def hours_of(case: Case) -> datetime:
    """The moment whose hours count: when it came in; of scheduled work when that is to be done.

    Schedules are worked out at night as well: else whoever is on call then would get them all.
    """
    return case.occurrence.starts_at if case.occurrence else case.opened_at


def ranked_of(found: Iterable[Found], staffed: Staffed) -> list[Responsibility]:
    """Those by which somebody active answers, the most specific first."""
    return [one.rule for one in sorted(found, key=rank) if can_answer(one.rule, staffed)]


def choose(ranked: list[Responsibility], staffed: Staffed, away: Away) -> Choice:
    """Of rows in their order. Raises NobodyAnswers where there are none."""
    if not ranked:
        raise NobodyAnswers
    found = next(answers_of(ranked, staffed, away), None)
    passed = ranked[: ranked.index(found[0])] if found else ranked
    until = {row.pk: away_until(row, staffed, away) for row in passed}
    if found:
        return Choice(*found, until)
    best = next((row for row in ranked if row.is_catch_all), ranked[0])
    return Choice(best, best.person, until.pop(best.pk), until)


def can_answer(rule: Responsibility, staffed: Staffed) -> bool:
    """Whether anybody active would, there or not."""
    if rule.person is not None:
        return rule.person.is_active
    return rule.team is not None and rule.team.is_active and bool(staffed.get(rule.team.pk))


def rank(found: Found) -> tuple[bool, bool, bool, bool, int, bool, int, int]:
    """Sorts the most specific first.

    Who is on call within her hours; then a thing before a worksite before a customer before a category, of which the
    nearer to the case's own goes first; then hours before none; then the office's order.
    """
    rule = found.rule
    places = (rule.equipment_id is None, rule.worksite_id is None, rule.customer_id is None, found.distance)
    return (not rule.on_call, *places, not rule.is_limited, rule.order, rule.pk)


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
    return staffed.get(rule.team_id, ()) if rule.team_id else ()


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
    found = [one for one in rules_for(Question()) if one.rule.is_catch_all]
    staffed, _away = people_on(Question().day, {one.rule.team_id for one in found if one.rule.team_id})
    return bool(ranked_of(found, staffed))
