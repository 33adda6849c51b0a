"""The rules that may fit a case, and who of their people is there: two queries, whatever the number of rules.

Written by hand, because this is asked for every case: the ORM takes longer to put the same questions into words than
the database to answer them. Every branch of the first is found by an index on what it compares with.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Model
from django.utils import timezone

from accounts.models import User
from workflows.models import Absence, Category, Customer, Equipment, Responsibility, Team, Worksite

DEEPEST = 40  # of a tree of categories: where its data goes round in a loop, it ends here


def columns_of(model: type[Model], *names: str) -> list[str]:
    """In the model's own order, as `from_db` wants them."""
    return [field.attname for field in model._meta.concrete_fields if field.attname in names]


NAMED = columns_of(User, "id", "first_name", "last_name", "email", "is_active")
PARTS: dict[str, tuple[type[Model], list[str]]] = {
    "customer": (Customer, columns_of(Customer, "id", "name")),
    "worksite": (Worksite, columns_of(Worksite, "id", "name", "customer_id")),
    "equipment": (Equipment, columns_of(Equipment, "id", "name", "worksite_id")),
    "category": (Category, columns_of(Category, "id", "name_sv", "name_en", "parent_id")),
    "person": (User, NAMED),
    "team": (Team, columns_of(Team, "id", "name", "is_active")),
}
OWN = [field.attname for field in Responsibility._meta.concrete_fields]
OWN_COLUMNS = [f'rule."{name}"' for name in OWN]
JOINS = {
    part: f"LEFT JOIN {model._meta.db_table} {part} ON {part}.id = rule.{part}_id"
    for part, (model, _names) in PARTS.items()
    if part != "category"
}
Known = Mapping[str, Model | None]
TYPED: dict[str, Any] = {
    name: Responsibility._meta.get_field(name) for name in ("from_time", "until_time", "valid_from", "valid_until")
}
RULES = f"""
WITH RECURSIVE up (id, parent_id, name_sv, name_en, far) AS (
    SELECT id, parent_id, name_sv, name_en, 0 FROM workflows_category WHERE id = %s
    UNION ALL
    SELECT above.id, above.parent_id, above.name_sv, above.name_en, up.far + 1
    FROM up JOIN workflows_category above ON above.id = up.parent_id WHERE up.far < {DEEPEST}
), line AS (
    SELECT id, parent_id, name_sv, name_en, MIN(far) AS far FROM up GROUP BY id, parent_id, name_sv, name_en
)
SELECT category.far, {{columns}}
FROM workflows_responsibility rule
LEFT JOIN line category ON category.id = rule.category_id
{{joins}}
WHERE ({{branches}}) AND {{fits}} AND (rule.category_id IS NULL OR category.id IS NOT NULL)
"""  # noqa: S608 (names of our own columns; what people give are parameters)
IN_FORCE = """ AND rule.is_active AND (person.id IS NULL OR person.is_active) AND (team.id IS NULL OR team.is_active)
AND (rule.valid_from IS NULL OR rule.valid_from <= %s) AND (rule.valid_until IS NULL OR rule.valid_until >= %s)"""
BRANCHES = {
    "equipment": "rule.equipment_id = %s",
    "worksite": "rule.equipment_id IS NULL AND rule.worksite_id = %s",
    "customer": "rule.equipment_id IS NULL AND rule.worksite_id IS NULL AND rule.customer_id = %s",
}
WITHOUT_PLACE = "rule.equipment_id IS NULL AND rule.worksite_id IS NULL AND rule.customer_id IS NULL AND "
MEMBERS = """
SELECT member.team_id, member.user_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM workflows_team_members member JOIN accounts_user person ON person.id = member.user_id
WHERE person.is_active AND member.team_id IN ({places})
UNION ALL
"""
ABSENT = """
SELECT NULL, absence.person_id, absence.last_day, absence.id, person.first_name, person.last_name, person.email,
    deputy.id, deputy.first_name, deputy.last_name, deputy.email, deputy.is_active
FROM workflows_absence absence
JOIN accounts_user person ON person.id = absence.person_id
LEFT JOIN accounts_user deputy ON deputy.id = absence.deputy_id
WHERE absence.last_day >= %s AND absence.first_day <= %s
"""


def hours_here(moment: datetime) -> datetime:
    """As the company's clocks show it, without a zone."""
    return timezone.make_naive(moment, timezone.get_default_timezone())


@dataclass(frozen=True)
class Question:
    """Numbers of what a case names, and the moment it is asked for."""

    customer: int | None = None
    worksite: int | None = None
    equipment: int | None = None
    category: int | None = None
    at: datetime | None = None

    @property
    def moment(self) -> datetime:
        """As the company's clocks show it."""
        return hours_here(self.at or timezone.now())

    @property
    def day(self) -> date:
        return self.moment.date()


@dataclass(frozen=True)
class Found:
    """A rule whose places fit, and how far above the case's category its own lies; without one, further than any."""

    rule: Responsibility
    distance: int


def rules_for(question: Question, known: Known | None = None, *, in_force: bool = True) -> list[Found]:
    """`in_force`: valid that day, in use, and with somebody active as far as the row itself tells. One query.

    Their hours are not looked at. `known`: the things of the question, which are not asked for again.
    """
    branches, values = ["rule.category_id IN (SELECT id FROM line)", "rule.category_id IS NULL"], [question.category]
    branches = [WITHOUT_PLACE + branch for branch in branches]
    fits, fitting = [], []
    for name, branch in BRANCHES.items():
        given = getattr(question, name)
        if given is None:
            fits.append(f"rule.{name}_id IS NULL")
            continue
        branches.append(branch)
        values.append(given)
        fits.append(f"COALESCE(rule.{name}_id, %s) = %s")
        fitting += [given, given]
    known = {name: thing for name, thing in (known or {}).items() if thing and thing.pk == getattr(question, name)}
    parts = [name for name in PARTS if name not in known and getattr(question, name, True) is not None]
    words = RULES.format(
        columns=", ".join([*OWN_COLUMNS, *(f"{part}.{name}" for part in parts for name in PARTS[part][1])]),
        joins="\n".join(JOINS[part] for part in parts if part in JOINS),
        branches=" OR ".join(f"({branch})" for branch in branches),
        fits=" AND ".join(fits),
    )
    given = [*values, *fitting]
    if in_force:
        words, given = words + IN_FORCE, [*given, question.day, question.day]
    with connection.cursor() as cursor:
        cursor.execute(words, given)
        return [built(row, parts, known) for row in cursor.fetchall()]


def built(row: tuple[Any, ...], parts: list[str], known: Known) -> Found:
    distance, place = row[0], 1 + len(OWN)
    rule = Responsibility.from_db(None, OWN, row[1:place])  # type: ignore[arg-type]
    for name, field in TYPED.items():
        setattr(rule, name, field.to_python(getattr(rule, name)))  # SQLite knows neither days nor times
    rule.on_call, rule.is_active = bool(rule.on_call), bool(rule.is_active)
    rule._state.db = connection.alias
    for name, thing in known.items():
        if getattr(rule, f"{name}_id") is not None:
            setattr(rule, name, thing)
    for part in parts:
        model, names = PARTS[part]
        values = row[place : place + len(names)]
        place += len(names)
        if values[0] is not None:
            setattr(rule, part, model.from_db(connection.alias, names, values))
    return Found(rule, DEEPEST + 1 if distance is None else distance)


def person_of(pk: int, first: str, last: str, email: str, is_active: Any) -> User:
    values = {"id": pk, "first_name": first, "last_name": last, "email": email, "is_active": bool(is_active)}
    return User.from_db(connection.alias, NAMED, [values[name] for name in NAMED])


class Rows(Mapping[int, Absence]):
    """Absences by person, each made when it is asked for: of some hundred a day, a chain of deputies meets a few."""

    def __init__(self) -> None:
        self.rows: dict[int, tuple[Any, ...]] = {}

    def __getitem__(self, person: int) -> Absence:
        pk, last_day, first, last, email, *deputy = self.rows[person]
        absence = Absence(pk=pk, last_day=TYPED["valid_from"].to_python(last_day))
        absence.person = person_of(person, first, last, email, True)  # type: ignore[assignment]
        if deputy[0] is not None:
            absence.deputy = person_of(*deputy)  # type: ignore[assignment]
        return absence

    def __contains__(self, person: object) -> bool:
        return person in self.rows

    def __iter__(self) -> Iterator[int]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def people_on(day: date, teams: Collection[int]) -> tuple[Mapping[int, Collection[int]], Mapping[int, Absence]]:
    """The active members of the teams, and the absences of the day by person. One query."""
    words: str = ABSENT
    given: list[Any] = [day, day]
    if teams:
        words = MEMBERS.format(places=", ".join(["%s"] * len(teams))) + ABSENT
        given = [*teams, *given]
    staffed: dict[int, set[int]] = defaultdict(set)
    away = Rows()
    with connection.cursor() as cursor:
        cursor.execute(words, given)
        for team, person, last_day, pk, *names in cursor.fetchall():
            if team is not None:
                staffed[team].add(person)
            else:
                away.rows[person] = (pk, last_day, *names)
    return staffed, away
