"""What a case's status and times say together: of a case, and of a row that shows one."""

from datetime import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    ASSIGNED = "assigned", _("assigned")
    ACKNOWLEDGED = "acknowledged", _("acknowledged")
    IN_PROGRESS = "in_progress", _("in progress")
    WAITING = "waiting", _("waiting")
    DONE = "done", _("done")
    CLOSED = "closed", _("closed")
    CANCELLED = "cancelled", _("cancelled")


OPEN = [Status.ASSIGNED, Status.ACKNOWLEDGED, Status.IN_PROGRESS, Status.WAITING]
ENDED = [Status.DONE, Status.CLOSED, Status.CANCELLED]


class Standing:
    """Reads what these hold; `late` in `case_queryset.py` asks the database the same."""

    pk: int
    status: str
    status_since: datetime
    acknowledge_by: datetime | None
    finish_by: datetime | None
    finish_by_promised: bool
    clock_stopped_since: datetime | None
    stage_id: int | None

    @property
    def number(self) -> str:
        return str(self.pk)

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def is_late(self) -> bool:
        return self.is_late_at(timezone.now())

    def is_late_at(self, moment: datetime) -> bool:
        if not self.is_open or self.finish_by is None or self.finish_by >= moment:
            return False
        stopped = self.clock_stopped_since
        return stopped is None or self.finish_by_promised or self.finish_by < stopped

    @property
    def clock_stands(self) -> bool:
        """No working time passes until it is to be finished."""
        return self.clock_stopped_since is not None and not self.finish_by_promised

    @property
    def is_left_too_long(self) -> bool:
        """Nobody acknowledged it in time, nor has since."""
        if self.status != Status.ASSIGNED or self.acknowledge_by is None:
            return False
        return self.acknowledge_by < timezone.now()
