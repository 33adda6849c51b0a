from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from workflows.assignment import has_catch_all
from workflows.errors import NotPossible
from workflows.models import Company
from workflows.moves import WITHOUT


def wait_for_others() -> None:
    """Who changes rules, teams or people at the same time goes one after the other, each seeing what was done."""
    Company.objects.select_for_update().order_by("pk").first()


@contextmanager
def keep_a_catch_all() -> Iterator[None]:
    """A transaction that is undone where it would leave no catch-all. Raises NotPossible."""
    with transaction.atomic():
        wait_for_others()
        had = has_catch_all()
        yield
        if had and not has_catch_all():
            raise NotPossible(str(WITHOUT))
