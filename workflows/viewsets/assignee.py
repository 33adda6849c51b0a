"""Choosing who shall have a case: a person who does such work, or a team."""

from collections import Counter
from typing import Any

from django import forms
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from workflows.models import Case, Team
from workflows.viewsets.addresses import as_id

MOST_OPEN = 5000

Choices = list[tuple[str, Any]]


def workers() -> QuerySet[User]:
    """Active people whose role works on cases. One query."""
    right = Permission.objects.filter(content_type__app_label="workflows", codename="work_cases").values("pk")
    may_work = Q(groups__permissions__in=right) | Q(user_permissions__in=right) | Q(is_superuser=True)
    return User.objects.filter(may_work, is_staff=True, is_active=True).distinct()


def teams() -> QuerySet[Team]:
    return Team.objects.active().order_by("name")


def load(rows: Any) -> tuple[Counter[int], Counter[int]]:
    """Open cases by person, and by team where nobody has taken them. Looks at the MOST_OPEN newest."""
    pairs = rows.open().order_by("-pk").values_list("responsible_id", "team_id")[:MOST_OPEN]
    people: Counter[int] = Counter()
    groups: Counter[int] = Counter()
    for person, team in pairs:
        if person is not None:
            people[person] += 1
        elif team is not None:
            groups[team] += 1
    return people, groups


def choices(with_load: bool = False) -> Choices:
    """Teams first, then people, each as "team:3" or "person:7". Two queries, one more with the open cases of each."""
    people, groups = load(Case.objects.all()) if with_load else (Counter(), Counter())
    return [
        ("", _("Choose…")),
        (_("Teams"), [(f"team:{one.pk}", named(one, groups[one.pk])) for one in teams()]),
        (_("People"), [(f"person:{one.pk}", named(one, people[one.pk])) for one in workers()]),
    ]


def named(one: User | Team, count: int) -> str:
    return _("%(name)s (%(count)d open)") % {"name": one, "count": count} if count else str(one)


class AssigneeField(forms.Field):
    """Its clean value is (person, None) or (None, team). `offer` fills the list: it is asked once for a page."""

    widget = forms.Select
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
