"""Cases with the history they would have had, as rows in bulk: events, messages and articles at their own times.

The verbs stamp what they do with now; a year of history needs other times, so the same rows are written here.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from accounts.models import User
from serva.demo import texts
from serva.demo.bulk import insert
from serva.demo.company import World
from serva.demo.ladders import Ladders
from workflows.due_times import later
from workflows.models import (
    Case,
    CaseEvent,
    CaseLink,
    Category,
    Customer,
    Escalation,
    EventKind,
    Message,
    ServiceLevel,
    Status,
    UsedArticle,
    Worksite,
)
from workflows.service import which_level

AGES = (timedelta(hours=6), timedelta(days=3), timedelta(days=30))
ENDINGS = {  # how far a case has come, and how common that is at each of AGES and later
    Status.ASSIGNED: (70, 12, 2, 0),
    Status.ACKNOWLEDGED: (20, 26, 8, 0),
    Status.IN_PROGRESS: (10, 30, 10, 0),
    Status.WAITING: (0, 14, 18, 1),
    Status.DONE: (0, 14, 24, 0),
    Status.CLOSED: (0, 2, 35, 95),
    Status.CANCELLED: (0, 2, 3, 4),
}
FRESH, FRESH_FOR = 30, timedelta(days=3)  # so many at most came in lately, or nothing would be left to do
ROAD = [Status.ASSIGNED, Status.ACKNOWLEDGED, Status.IN_PROGRESS, Status.WAITING, Status.DONE, Status.CLOSED]
STEPS = {
    Status.ACKNOWLEDGED: (EventKind.ACKNOWLEDGED, "acknowledged_at"),
    Status.IN_PROGRESS: (EventKind.STARTED, "started_at"),
    Status.DONE: (EventKind.FINISHED, "finished_at"),
    Status.CLOSED: (EventKind.CLOSED, "ended_at"),
    Status.CANCELLED: (EventKind.CANCELLED, "ended_at"),
}
OFFICE = "Dora"
HOUR = timedelta(hours=1)


@dataclass
class Story:
    """One case with what happened to it, before anything has a primary key."""

    case: Case
    events: list[CaseEvent] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    articles: list[UsedArticle] = field(default_factory=list)
    escalations: list[Escalation] = field(default_factory=list)

    def tell(self, kind: EventKind, at: datetime, user: User | None = None, **fields: Any) -> CaseEvent:
        contact = None if user else self.case.reporter
        event = CaseEvent(
            case=self.case,
            sequence=len(self.events) + 1,
            kind=kind,
            at=at,
            user=user,
            contact=contact,
            by_name=str(user or contact or "Serva"),
            via="field" if user else "form",
            **fields,
        )
        self.events.append(event)
        return event

    def write(self, text: str, at: datetime, user: User | None = None, *, internal: bool = False) -> None:
        message = Message(
            case=self.case,
            user=user,
            contact=None if user else self.case.reporter,
            author_name=str(user or self.case.reporter),
            visibility="internal" if internal else "public",
            body=text,
            written_at=at,
        )
        self.messages.append(message)
        kind = EventKind.NOTE if internal else EventKind.MESSAGE
        data = {"from_customer": user is None}
        self.tell(kind, at, user, is_public=not internal, message=message, data=data)


class Teller:
    """Draws stories from a world by a seeded generator: the same seed tells the same."""

    def __init__(self, world: World, rng: random.Random, now: datetime) -> None:
        self.world, self.rng, self.now = world, rng, now
        self.people = {user.first_name: user for user in world.staff}
        self.levels: dict[tuple[int, int], ServiceLevel | None] = {}
        self.ladders = Ladders(world, now)
        self.members = {team.pk: list(team.members.all()) for team in world.teams.values()}

    def story(self, opened_at: datetime) -> Story:
        rng = self.rng
        worksite = rng.choice(self.world.worksites)
        category_name = rng.choice(list(texts.FAULTS))
        title, description, remedy = rng.choice(texts.FAULTS[category_name])
        floor = rng.choice(texts.FLOORS)
        case = self.case(worksite, category_name, title, description.format(floor=floor), opened_at)
        story = Story(case)
        data = {"who": str(case.answerer), "reason": case.assignment_reason}
        story.tell(EventKind.OPENED, opened_at, data=data)
        self.live(story, remedy.format(floor=floor))
        self.climb(story)
        case.last_sequence = case.version = len(story.events)
        return story

    def climb(self, story: Story) -> None:
        """What its ladder has told since it stands as it does; what came before has been told of by nobody."""
        case = story.case
        if not case.is_open:
            case.escalates_at = None
            return
        for rung in self.ladders.climbed(case, self.level_of(case.customer, case.category)):  # type: ignore[arg-type]
            story.escalations.append(self.ladders.row(case, rung))
            if rung.at >= story.events[-1].at:
                story.events.append(self.ladders.event(case, rung, len(story.events) + 1))

    def case(self, worksite: Worksite, category_name: str, title: str, description: str, opened_at: datetime) -> Case:
        category = self.world.categories[category_name]
        level = self.level_of(worksite.customer, category)
        team = self.team_for(category_name)
        source = self.rng.choices(["form", "code", "office", "schedule"], [40, 30, 20, 10])[0]
        equipment = self.world.equipment.get(worksite.pk, [])
        return Case(
            kind="deviation" if source == "code" else "scheduled" if source == "schedule" else "request",
            source=source,
            title=title,
            description=description,
            priority=category.priority,
            customer=worksite.customer,
            worksite=worksite,
            category=category,
            equipment=equipment[0] if equipment and category_name in ("Driftstopp", "Hissdörr", "Tillsyn") else None,
            team=team,
            assignment_reason=f"Regel: {category.name_sv} → {team.name}",
            reporter=worksite.contact,
            reporter_name=worksite.contact.name if worksite.contact else "",
            reporter_email=worksite.contact.email if worksite.contact else "",
            reporter_phone=worksite.contact.phone if worksite.contact else "",
            buyer_reference=worksite.customer.buyer_reference,
            opened_at=opened_at,
            acknowledge_climbs_from=opened_at,
            finish_climbs_from=opened_at,
            status_since=opened_at,
            acknowledge_by=level.due("acknowledge", category.priority, opened_at) if level else None,
            finish_by=level.due("finish", category.priority, opened_at) if level else None,
        )

    def level_of(self, customer: Customer, category: Category) -> ServiceLevel | None:
        """As `which_level`, asked once for each pair."""
        key = (customer.pk, category.pk)
        if key not in self.levels:
            self.levels[key] = which_level(customer, category).level
        return self.levels[key]

    def team_for(self, category_name: str) -> Any:
        parent = self.world.categories[category_name].parent
        names = {"Hiss": "Hissgruppen", "Dörr": "Dörrgruppen", "Port": "Dörrgruppen"}
        return self.world.teams[names.get(parent.name_sv if parent else "", "Fastighetsjouren")]

    def live(self, story: Story, remedy: str) -> None:
        """Takes the case step by step to the status it has come to, with talk on the way."""
        case, at = story.case, story.case.opened_at
        age = sum(self.now - at > limit for limit in AGES)
        end = self.rng.choices(list(ENDINGS), [weights[age] for weights in ENDINGS.values()])[0]
        pace = self.pace_of(case)
        who = self.rng.choice(self.members[case.team_id or 0])
        road = [Status.CANCELLED] if end == Status.CANCELLED else ROAD[1 : ROAD.index(end) + 1]
        if end in (Status.DONE, Status.CLOSED) and self.rng.random() < 0.75:
            road.remove(Status.WAITING)
        for status in road:
            before, at = at, self.later(at, pace[status == Status.ACKNOWLEDGED])
            if case.__dict__["status"] == Status.WAITING:
                self.end_wait(case, (before, at))
            self.step(story, status, at, who)
            case.__dict__["status"] = status
            if status == Status.DONE:
                at = self.use_articles(story, at, who)
                story.write(remedy, self.later(at, 1), who)
            elif self.rng.random() < 0.3:
                at = self.talk(story, self.later(at, pace[False]), who)

    def pace_of(self, case: Case) -> tuple[float, float]:
        """Most hours between two steps, and until somebody acknowledges: now and then more than is allowed."""
        level = self.level_of(case.customer, case.category)  # type: ignore[arg-type]
        finish = level.allows("finish", case.priority) if level else None
        acknowledge = level.allows("acknowledge", case.priority) if level else None
        most = min(20.0, finish / HOUR / 3) if finish else 20.0
        return most, min(most, acknowledge / HOUR * 1.3) if acknowledge else most

    def end_wait(self, case: Case, wait: tuple[datetime, datetime]) -> None:
        level = self.level_of(case.customer, case.category)  # type: ignore[arg-type]
        if level is not None and case.finish_by is not None:
            case.finish_by = later(level, case.finish_by, wait)

    def step(self, story: Story, status: Status, at: datetime, who: User) -> None:
        case = story.case
        actor = self.people[OFFICE] if status in (Status.CLOSED, Status.CANCELLED) else who
        if status == Status.WAITING:
            story.tell(EventKind.PAUSED, at, actor, data={"reason": self.rng.choice(texts.WAITS)})
        else:
            kind, stamp = STEPS[status]
            story.tell(kind, at, actor)
            setattr(case, stamp, at)
        if status != Status.CANCELLED:
            case.responsible = who
        case.status_since = at
        case.clock_stopped_since = at if status == Status.WAITING else None

    def talk(self, story: Story, at: datetime, who: User) -> datetime:
        story.write(self.rng.choice(texts.CUSTOMER_MESSAGES), at)
        at = self.later(at, 3)
        story.write(self.rng.choice(texts.STAFF_MESSAGES), at, who)
        if self.rng.random() < 0.3:
            at = self.later(at, 3)
            story.write(self.rng.choice(texts.NOTES), at, who, internal=True)
        return at

    def use_articles(self, story: Story, at: datetime, who: User) -> datetime:
        chosen = [self.world.articles[0], *self.rng.sample(self.world.articles[3:], self.rng.randint(0, 3))]
        for article in chosen:
            quantity = Decimal(self.rng.choice(["0.5", "1", "1.5", "2", "3"] if article.kind == "hour" else ["1", "2"]))
            used = UsedArticle(
                case=story.case,
                article=article,
                number=article.number,
                name=article.name_sv,
                unit=article.unit,
                price=article.price,
                quantity=quantity,
                user=who,
                by_name=str(who),
                used_at=at,
            )
            story.articles.append(used)
            story.tell(EventKind.ARTICLE_USED, at, who, is_public=False, data={"what": str(used)})
        return at

    def later(self, at: datetime, hours: float = 20) -> datetime:
        """Some time after, never in the future."""
        return min(at + timedelta(minutes=self.rng.randint(2, max(3, int(hours * 60)))), self.now)


def tell_stories(teller: Teller, count: int, days: int) -> Iterator[Story]:
    """Opened evenly over the last `days` and then some lately, oldest first, so that numbers rise with time."""
    fresh = min(FRESH, count // 10)
    even = count - fresh
    for place in range(even):
        share = (place + teller.rng.random()) / even
        yield teller.story(teller.now - FRESH_FOR - (timedelta(days=days) - FRESH_FOR) * (1 - share))
    for place in range(fresh):
        share = (place + teller.rng.random()) / fresh
        yield teller.story(teller.now - FRESH_FOR * (1 - share) ** 2 - timedelta(minutes=3))


@transaction.atomic
def write_stories(stories: list[Story]) -> None:
    """In bulk; a story's rows get the key of its case as they are written."""
    for story in stories:
        story.case.search_text = story.case.words_to_find()
    insert([story.case for story in stories])
    for story in stories:
        rows: list[Any] = [*story.messages, *story.articles, *story.events, *story.escalations]
        for row in rows:
            row.case_id = story.case.pk
    insert([message for story in stories for message in story.messages])
    events = [event for story in stories for event in story.events]
    for event in events:
        event.message_id = event.message.pk if event.message else None
    insert(events)
    insert([article for story in stories for article in story.articles])
    insert([escalation for story in stories for escalation in story.escalations])
    insert(
        [
            CaseLink(case=story.case, name=story.case.reporter_name, email=story.case.reporter_email)
            for story in stories
            if story.case.reporter_email
        ]
    )
