"""What the ladders of the demo have told of its cases so far, as it would have been told then."""

from datetime import datetime
from typing import Any

from serva.demo.company import TOLD, World
from workflows.climbing import steps_of
from workflows.ladder import Rung, rungs
from workflows.models import Case, CaseEvent, Escalation, EventKind, ServiceLevel, Team, What


class Ladders:
    def __init__(self, world: World, now: datetime) -> None:
        self.now = now
        self.steps = steps_of(level.pk for level in world.levels.values())
        self.leaders = {team.pk: team.leader for team in Team.objects.select_related("leader")}

    def climbed(self, case: Case, level: ServiceLevel | None) -> list[Rung]:
        """Each rung whose time has come, in their order."""
        found = rungs(case, level, self.steps.get(level.pk, ())) if level else []
        return [rung for rung in found if rung.at <= self.now and rung.what in TOLD]

    def row(self, case: Case, rung: Rung) -> Escalation:
        return Escalation(
            case=case, step_id=rung.step_id, rung=rung.key, since=rung.since, what=rung.what, wanted_at=rung.at,
            fired_at=rung.at,
        )  # fmt: skip

    def event(self, case: Case, rung: Rung, sequence: int) -> CaseEvent:
        return CaseEvent(
            case=case, sequence=sequence, kind=EventKind.ESCALATED, at=rung.at, by_name="Serva", via="system",
            is_public=False, data=self.facts(case, rung),
        )  # fmt: skip

    def facts(self, case: Case, rung: Rung) -> dict[str, Any]:
        leader = self.leaders.get(case.team_id or 0)
        what = What.TELL_OFFICE if rung.what == What.TELL_LEADER and leader is None else rung.what
        person = {What.REMIND: case.responsible, What.TELL_LEADER: leader}.get(what)
        return {
            "what": what,
            "people": [person.pk] if person else [],
            "who": str(person or case.answerer),
            "due": rung.due,
            "by_when": rung.by.isoformat(),
            "kept": str(case.answerer),
            "was_before": rung.at < rung.by,
            "late": False,
        }
