"""Who answers for a case, and why. A pure question: it writes nothing."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import User
from workflows.errors import NobodyAnswers
from workflows.models import Category, Customer, Responsibility, Team, Worksite
from workflows.models.category import lineage

SHOWN = [  # of a rule and what it names: all that a choice and its sentence need
    *("order", "valid_from", "valid_until"),
    *("customer__name", "worksite__name", "category__name_sv", "category__name_en"),
    *("person__first_name", "person__last_name", "person__email", "person__is_active", "team__name", "team__is_active"),
]


@dataclass(frozen=True)
class Answer:
    """Exactly one of person and team. `losers` are the other rows that matched, best first."""

    person: User | None
    team: Team | None
    rule: Responsibility
    reason: str
    losers: tuple[Responsibility, ...]


def who_answers(
    customer: Customer | None, worksite: Worksite | None, category: Category | None, day: date | None = None
) -> Answer:
    """The most specific rule valid that day wins: worksite before customer before category (the nearest in the tree),
    more conditions before fewer, then the office's order. Raises NobodyAnswers. Three queries, however many rules.
    """
    customer_id = customer.pk if customer else worksite.customer_id if worksite else None
    line = lineage(category.pk, Category.objects.parents()) if category else []
    rows = matching(customer_id, worksite.pk if worksite else None, line, day or timezone.localdate())
    ranked = sorted(rows, key=lambda row: rank(row, line))
    if not ranked:
        raise NobodyAnswers
    best = ranked[0]
    return Answer(best.person, best.team, best, reason_for(best), tuple(ranked[1:]))


def matching(customer_id: int | None, worksite_id: int | None, line: list[int], day: date) -> list[Responsibility]:
    """Rules whose conditions hold and whose person is active, or some member of their team."""
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
    staffed = set(members.values_list("team", flat=True))
    return [row for row in rows if (row.person.is_active if row.person else can_answer(row.team, staffed))]


def can_answer(team: Team | None, staffed: set[int]) -> bool:
    return team is not None and team.is_active and team.pk in staffed


def rank(row: Responsibility, line: list[int]) -> tuple[bool, bool, int, int, int]:
    """Sorts the most specific first; a category nearer to the case's own is more specific."""
    distance = line.index(row.category_id) if row.category_id else len(line)
    return (row.worksite_id is None, row.customer_id is None, distance, row.order, row.pk)


def reason_for(rule: Responsibility) -> str:
    """In the company's language: it is stored with the case and read by everybody."""
    with translation.override(settings.LANGUAGE_CODE):
        if rule.is_catch_all:
            return _("Catch-all (rule %(number)s) → %(who)s") % {
                "number": rule.pk,
                "who": rule.person or rule.team,
            }
        return _("Rule %(number)s: %(rule)s") % {"number": rule.pk, "rule": rule}


def has_catch_all() -> bool:
    """Whether a case that no other rule covers finds somebody active today."""
    return any(row.is_catch_all for row in matching(None, None, [], timezone.localdate()))
