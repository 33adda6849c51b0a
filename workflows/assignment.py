"""Who answers for a case, and why. A pure question: it writes nothing."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import User
from workflows.errors import NobodyAnswers
from workflows.models import Category, Customer, Responsibility, Team, Worksite
from workflows.models.category import lineage


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
    more conditions before fewer, then the office's order. Raises NobodyAnswers. Two queries, however many rules.
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
    active_member = User.objects.filter(teams=OuterRef("team"), is_active=True)
    return list(
        Responsibility.objects.valid_on(day)
        .filter(Q(customer=None) | Q(customer=customer_id))
        .filter(Q(worksite=None) | Q(worksite=worksite_id))
        .filter(Q(category=None) | Q(category__in=line))
        .filter(Q(person__is_active=True) | Q(Exists(active_member), team__is_active=True))
        .select_related("person", "team", "customer", "worksite", "category")
    )


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
