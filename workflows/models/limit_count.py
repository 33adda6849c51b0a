from django.db import models


class LimitCount(models.Model):
    """How often something was done in one stretch of time. `workflows.limits` counts here, `upkeep` throws away."""

    key = models.CharField(max_length=32, unique=True)
    count = models.PositiveIntegerField(default=1)
    until = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "limit count"

    def __str__(self) -> str:
        return f"{self.key}: {self.count}"
