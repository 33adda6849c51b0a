"""Choosing who shall have a case: a person who does such work, or a team."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from workflows.models import Absence, Case, Team
from workflows.models.case_queryset import CaseQuerySet, late
from workflows.models.standing import OPEN
from workflows.permissions import workers
from workflows.stand_ins import away_on
from workflows.viewsets.addresses import as_id

Choices = list[tuple[str, Any]]


def teams() -> QuerySet[Team]:
    return Team.objects.active().order_by("name")


@dataclass(frozen=True)
class Load:
    """How much somebody has: `kind` is "person" or, for what nobody has taken yet, "team"."""

    kind: str
    pk: int
    count: int
    late: int


def load(rows: CaseQuerySet) -> list[Load]:
    """Open cases of each, those with most first. One query, of an index alone.

    A bound on how many it looks at cost ten times as much as it spared.
    """
    overdue_now = Count("pk", filter=late(timezone.now()))
    groups = rows.filter(status__among=OPEN).order_by().values_list("responsible_id", "team_id")
    counted: Counter[tuple[str, int]] = Counter()
    overdue: Counter[tuple[str, int]] = Counter()
    for person, team, count, much_too_late in groups.annotate(count=Count("pk"), late=overdue_now):
        who = ("team", team) if person is None else ("person", person)
        counted[who] += count
        overdue[who] += much_too_late
    return [Load(kind, pk, count, overdue[kind, pk]) for (kind, pk), count in counted.most_common()]


def choices(with_load: bool = False) -> Choices:
    """Teams first, then people, each as "team:3" or "person:7", who is absent today marked.

    Three queries, one more with the open cases of each.
    """
    away = away_on(timezone.localdate())
    much = {(one.kind, one.pk): one.count for one in load(Case.objects.all())} if with_load else {}
    return [
        ("", _("Choose…")),
        (_("Teams"), [(f"team:{one.pk}", named(one, much.get(("team", one.pk), 0))) for one in teams()]),
        (
            _("People"),
            [(f"person:{one.pk}", named(one, much.get(("person", one.pk), 0), away.get(one.pk))) for one in workers()],
        ),
    ]


def named(one: User | Team, count: int, absence: Absence | None = None) -> str:
    facts = [_("%(count)d open") % {"count": count}] if count else []
    if absence is not None:
        facts.append(absence.until)
    return f"{one} ({', '.join(facts)})" if facts else str(one)


class PlainSelect(forms.Select):
    """Draws its options in one template instead of one each: some hundred make a page slow."""

    template_name = "workflows/admin/select.html"


class AssigneeField(forms.Field):
    """Its clean value is (person, None) or (None, team). `offer` fills the list: it is asked once for a page."""

    widget = PlainSelect
    default_error_messages = {
        "required": gettext_lazy("Choose who shall have it."),
        "invalid": gettext_lazy("That person or team does not take cases any more. Choose another."),
    }

    def offer(self, given: Choices) -> None:
        self.widget.choices = given  # type: ignore[attr-defined]

    def clean(self, value: Any) -> tuple[User | None, Team | None] | None:
        if not value:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        kind, __, number = str(value).partition(":")
        pk = as_id(number)
        person = workers().filter(pk=pk).first() if kind == "person" and pk is not None else None
        team = teams().filter(pk=pk).first() if kind == "team" and pk is not None else None
        if person is None and team is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return person, team
