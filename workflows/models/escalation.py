from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workflows.models.case import Case
from workflows.models.escalation_step import EscalationStep, What

Fired = set[tuple[str, datetime]]


class EscalationQuerySet(models.QuerySet["Escalation"]):
    def fired_of(self, cases: Collection[int]) -> dict[int, Fired]:
        """What has happened to these cases: (rung, since) of each. One query."""
        found: dict[int, Fired] = defaultdict(set)
        for case, rung, since in self.filter(case__in=cases).values_list("case_id", "rung", "since"):
            found[case].add((rung, since))
        return found


class Escalation(models.Model):
    """That a rung was climbed by a case: once for the promise (`since`: when it was made, see `Case`).

    `rung` is the step ("step:7"), also when that is gone, or what a team's rule says ("untouched:return").
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="escalations", db_index=False)
    step = models.ForeignKey(EscalationStep, models.SET_NULL, null=True, related_name="+")
    rung = models.CharField(max_length=30)
    since = models.DateTimeField()
    what = models.CharField(max_length=16, choices=What)
    wanted_at = models.DateTimeField()
    fired_at = models.DateTimeField(default=timezone.now)

    objects = EscalationQuerySet.as_manager()

    class Meta:
        verbose_name = _("escalation")
        verbose_name_plural = _("escalations")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "rung", "since"], name="escalation_once_for_a_promise"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.rung}"
