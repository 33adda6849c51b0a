from datetime import timedelta

from django.utils import timezone

from workflows.models import Presence

KEPT = timedelta(days=90)  # long enough for a customer to question an invoice; stands in docs/architecture.md


def forget_positions() -> int:
    """Where staff stood is forgotten after KEPT; that they were there stays. How many it forgot."""
    old = Presence.objects.filter(latitude__isnull=False, at__lt=timezone.now() - KEPT)
    return old.update(latitude=None, longitude=None, accuracy=None)
