"""Where cases stand on their ladders, and what the next step would do: questions to the database, no writes."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.utils import timezone

from accounts.models import User
from workflows.assignment import who_answers
from workflows.errors import NobodyAnswers
from workflows.ladder import Fired, Rung, rungs
from workflows.models import Case, Escalation, EscalationStep, Priority, Team, What
from workflows.service import Levels, Service, which_level
from workflows.stand_ins import Away, away_on, stand_in

Steps = dict[int, list[EscalationStep]]


def steps_of(levels: Iterable[int]) -> Steps:
    """Those in use, by level. One query."""
    found: Steps = defaultdict(list)
    for step in EscalationStep.objects.filter(level__in=levels, is_active=True):
        found[step.level_id].append(step)
    return found


@dataclass(frozen=True)
class Ladders:
    """For many cases: levels and steps are read once, in three queries."""

    levels: Levels
    steps: Steps

    @classmethod
    def now(cls) -> "Ladders":
        levels = Levels.now()
        return cls(levels, steps_of(levels.levels))

    def waiting(self, case: Case, fired: Fired) -> list[Rung]:
        """The case comes with its team and customer."""
        agreement = case.customer.service_level_id if case.customer else None
        level = self.levels.of(agreement, case.category_id)
        return rungs(case, level, self.steps.get(level.pk, ()) if level else (), fired)


def waiting_for(case: Case, service: Service | None = None) -> list[Rung]:
    """For one case, at most four queries; none where it can climb nothing. `service`, where that is known already."""
    if not case.is_open or (case.acknowledge_by is None and case.finish_by is None and not has_rule(case)):
        return []
    level = (service or which_level(case.customer, case.category)).level
    steps = steps_of([level.pk])[level.pk] if level else []
    if not steps and not has_rule(case):
        return []
    return rungs(case, level, steps, Escalation.objects.fired_of([case.pk])[case.pk])


def has_rule(case: Case) -> bool:
    return case.team is not None and case.team.untouched_minutes is not None


@dataclass(frozen=True)
class Outcome:
    """What a rung does in fact: `what` may be another than it says where nobody is there for that.

    None of them: nothing is left to do. `people` are told; `person` or `team` gets the case.
    """

    what: What | None
    people: tuple[User, ...] = ()
    person: User | None = None
    team: Team | None = None


@dataclass
class Around:
    """Who is around a case, each asked for once, and what a rung would therefore do."""

    case: Case
    teams: list[Team] = field(init=False)

    def __post_init__(self) -> None:
        self.teams = list(Team.objects.around(self.case).select_related("leader").prefetch_related("members"))

    @cached_property
    def away(self) -> Away:
        return away_on(timezone.localdate())

    def is_there(self, person: User) -> bool:
        return person.is_active and person.pk not in self.away

    @cached_property
    def leaders(self) -> tuple[User, ...]:
        """Who leads, or stands in for her; nobody where she is absent without a deputy."""
        leading = [team.leader for team in self.teams if team.leader is not None and team.leader.is_active]
        found = [stand_in(leader, self.away)[0] for leader in leading]
        return tuple(dict.fromkeys(person for person in found if person is not None))

    @cached_property
    def home(self) -> Team | None:
        """The one team that the case can go back to: somebody else of it is there."""
        if self.case.responsible_id is None:
            return None
        staffed = [team for team in self.teams if team.is_active and any(map(self.may_take, team.members.all()))]
        return staffed[0] if len(staffed) == 1 else None

    def may_take(self, member: User) -> bool:
        return member.pk != self.case.responsible_id and self.is_there(member)

    def outcome(self, rung: Rung) -> Outcome:
        match rung.what:
            case What.REMIND:
                return self.remind()
            case What.TELL_LEADER:
                return self.tell_leader()
            case What.HAND_BACK:
                return Outcome(What.HAND_BACK, team=self.home) if self.home else self.tell_leader()
            case What.RAISE_PRIORITY:
                return Outcome(What.RAISE_PRIORITY if self.case.priority < Priority.URGENT else None)
            case What.RETURN:
                return Outcome(What.RETURN, team=self.home) if self.home else self.go_up()
            case What.GO_UP:
                return self.go_up()
        return Outcome(What.TELL_OFFICE)

    def remind(self) -> Outcome:
        """Who is absent, or has left, is not reminded; of a team everybody is."""
        person = self.case.responsible
        if person is None:
            return Outcome(What.REMIND)
        return Outcome(What.REMIND, (person,)) if self.is_there(person) else self.tell_leader()

    def tell_leader(self) -> Outcome:
        return Outcome(What.TELL_LEADER, self.leaders) if self.leaders else Outcome(What.TELL_OFFICE)

    def go_up(self) -> Outcome:
        """To one who leads, without the team, whose rule then says nothing more of it; else to the catch-all."""
        leader = next((person for person in self.leaders if person.pk != self.case.responsible_id), None)
        if leader is not None:
            return Outcome(What.GO_UP, person=leader)
        try:
            answer = who_answers(None, None, None)
        except NobodyAnswers:
            return Outcome(What.TELL_OFFICE)
        if answer.team is not None and answer.team.pk == self.case.team_id:
            return Outcome(What.TELL_OFFICE)
        if answer.person is not None and answer.person.pk == self.case.responsible_id:
            return Outcome(What.TELL_OFFICE)
        return Outcome(What.GO_UP, person=answer.person, team=answer.team)
