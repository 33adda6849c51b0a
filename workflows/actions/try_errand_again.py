from django.utils import timezone

from workflows.models import Errand


def try_errand_again(errand: Errand) -> bool:
    """Lets the worker try once more what was given up; the sweep finds it within a minute. False: no longer given up.

    Its count of attempts goes on: it tells this try from an earlier one that may still be running.
    """
    given_up = Errand.objects.given_up().filter(pk=errand.pk)
    return bool(given_up.update(gave_up_at=None, leased_until=None, due_at=timezone.now()))
