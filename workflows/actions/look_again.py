"""After a change of what ladders depend on, open cases are looked at again: by the sweep, a batch after the other."""

from django.db.models import Q
from django.utils import timezone

from workflows import errands
from workflows.models import Case, Category, Errand, ServiceLevel, Team

OF_LEVEL, OF_TEAM = "look_again_at_level", "look_again_at_team"
BATCH = 5000


def look_again(changed: ServiceLevel | Team) -> None:
    """In the transaction of the change, done by a worker."""
    kind = OF_LEVEL if isinstance(changed, ServiceLevel) else OF_TEAM
    before = Errand.objects.filter(kind=kind, subject_id=changed.pk).count()
    errands.add(kind, changed.pk, nth=before + 1)


def look_at_level(level_id: int) -> None:
    """All cases to which the level may apply: by an agreement, or by a category and all below it."""
    categories = Category.objects.filter(service_level=level_id).values_list("pk", flat=True)
    below = {pk for one in categories for pk in Category.objects.with_children(one)}
    mark(Q(customer__service_level=level_id) | Q(category__in=below))


def look_at_team(team_id: int) -> None:
    mark(Q(team=team_id))


def look_at_all() -> None:
    """Now and then: whatever moved a due time without saying so costs a day, not a promise."""
    mark(Q())


def mark(which: Q) -> None:
    """By numbers, a stretch at a time, so that nobody else waits long to write."""
    last, now = 0, timezone.now()
    cases = Case.objects.open().filter(which).order_by("pk")
    while numbers := list(cases.filter(pk__gt=last).values_list("pk", flat=True)[:BATCH]):
        last = numbers[-1]
        here = Case.objects.filter(pk__gte=numbers[0], pk__lte=last, pk__in=cases.order_by().values("pk"))
        here.exclude(escalates_at__lte=now).update(escalates_at=now)
