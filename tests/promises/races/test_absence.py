"""Eight people enter the same days for the same person at once: one of them is kept."""

from threading import Barrier

import pytest
from django.utils import timezone

from tests import cast as the_cast
from tests.threads import in_thread, in_threads
from workflows.actions.register_absence import register_absence
from workflows.actor import SYSTEM
from workflows.errors import NotPossible
from workflows.models import Absence

ENTERING = 8
pytestmark = pytest.mark.usefixtures("own_database")


def test_days_that_overlap_are_entered_once() -> None:
    nils = in_thread(lambda: the_cast.build().nils.pk)
    barrier = Barrier(ENTERING)

    def enter() -> bool:
        barrier.wait()
        try:
            register_absence(Absence(person_id=nils, last_day=timezone.localdate()), by=SYSTEM)
        except NotPossible:
            return False
        return True

    assert sum(in_threads([enter] * ENTERING)) == 1
    assert in_thread(Absence.objects.count) == 1
