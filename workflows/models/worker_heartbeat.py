from django.db import models


class WorkerHeartbeat(models.Model):
    """When a worker was last seen alive: a row a machine. The first row, without a name, is when Serva was set up."""

    worker = models.CharField(max_length=100, unique=True)
    seen_at = models.DateTimeField()

    class Meta:
        verbose_name = "worker heartbeat"

    def __str__(self) -> str:
        return f"{self.worker}: {self.seen_at}"
