"""The sweep of the ladders over 200,000 open cases: its queries, and the memory that it takes above an idle process.

`python -m tests.bench.ladder fill|sweep|clear CASES`, each in a process of its own: what fills the database would be
counted as memory of the sweep. Looked at are first all cases, as after a change of their ladder; then nothing is to be
done; then one case in a hundred must climb.
"""

import gc
import json
import resource
import sys
import time
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

MOST_MEGABYTES = 150
MOST_A_BATCH = 10  # queries, however many cases there are
CLIMB = 100
NAME = "Bench-trappa"


def compared(env: Mapping[str, str], cases: int) -> str:
    from tests.bench.server import run

    run(env, "-m", "tests.bench.ladder", "fill", str(cases))
    found = json.loads(run(env, "-m", "tests.bench.ladder", "sweep", str(cases)).splitlines()[-1])
    run(env, "-m", "tests.bench.ladder", "clear", str(cases))
    is_kept = found["a_batch"] <= MOST_A_BATCH and found["megabytes"] < MOST_MEGABYTES and found["idle"] == 1
    return (
        f"ladder, {found['cases']:,} open cases: all looked at in {found['seconds']:.0f} s with {found['a_batch']:.1f} "
        f"queries a batch of {found['batch']}; {found['idle']} query while nothing is due; {found['climbed']:,} steps "
        f"with {found['a_step']:.1f} queries each; {found['megabytes']:.0f} MB above idle{'' if is_kept else '!'}"
    )


def fill(cases: int) -> None:
    from django.db import transaction
    from django.utils import timezone

    from serva.demo.bulk import insert
    from workflows.models import Category, EscalationStep, ServiceLevel, Team
    from workflows.models.service_level import WEEK

    now = timezone.now()
    hours = dict.fromkeys(WEEK, "00:00–24:00")
    level = ServiceLevel.objects.create(name_sv=NAME, acknowledge_normal=60, finish_normal=600, **hours)
    for minutes, what in enumerate(("remind", "tell_leader", "tell_office")):
        since = now - timedelta(days=9)
        EscalationStep.objects.create(level=level, minutes=minutes * 60, what=what, since=since)
    category = Category.objects.create(name_sv=NAME, service_level=level)
    team = Team.objects.create(name=NAME)
    with transaction.atomic():
        for start in range(0, cases, 5000):
            insert([draft(team, category, number, now) for number in range(start, min(start + 5000, cases))])


def draft(team: Any, category: Any, number: int, now: Any) -> Any:
    """Every hundredth should have been acknowledged half an hour ago, the others have a day left."""
    from workflows.models import Case

    by = now + timedelta(days=1) if number % CLIMB else now - timedelta(minutes=30)
    opened = now - timedelta(hours=2)
    return Case(
        source="form", title=NAME, team=team, category=category, acknowledge_by=by, finish_by=now + timedelta(days=9),
        opened_at=opened, acknowledge_climbs_from=opened, finish_climbs_from=opened,
    )  # fmt: skip


def sweep(cases: int) -> None:
    from django.db import connection
    from django.db.models import F
    from django.utils import timezone

    from workflows.actions import escalate_due_cases as verb
    from workflows.models import Case

    asked = [0]

    def count(execute: Any, *args: Any) -> Any:
        asked[0] += 1
        return execute(*args)

    def swept() -> tuple[int, int]:
        """Steps climbed, and queries."""
        asked[0] = 0
        return verb.escalate_due_cases(), asked[0]

    verb.TURN = timedelta(hours=1)
    late = Case.objects.filter(title=NAME, acknowledge_by__lt=timezone.now())
    due = list(late.values_list("pk", flat=True))
    Case.objects.filter(pk__in=due).update(escalates_at=None)  # theirs comes last
    gc.collect()
    idle, started = resident(), time.perf_counter()
    with connection.execute_wrapper(count):
        _climbed, looked = swept()
        seconds = time.perf_counter() - started
        _nothing, at_rest = swept()
        Case.objects.filter(pk__in=due).update(escalates_at=F("opened_at"))
        climbed, climbing = swept()
    told = {
        "cases": cases, "batch": verb.BATCH, "seconds": seconds, "a_batch": looked / (cases / verb.BATCH),
        "idle": at_rest, "climbed": climbed, "a_step": climbing / max(climbed, 1),
        "megabytes": peak() - idle,
    }  # fmt: skip
    sys.stdout.write("\n" + json.dumps(told))


def resident() -> float:
    """Megabytes now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 2**20


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10


def clear(cases: int) -> None:
    from django.db import connection, transaction

    from workflows.models import Category, ServiceLevel, Team

    mine = "SELECT id FROM workflows_case WHERE title = %s"
    events = f"SELECT id FROM workflows_caseevent WHERE case_id IN ({mine})"
    with transaction.atomic(), connection.cursor() as cursor:
        for table, where in [
            ("workflows_errand", f"kind = 'notify' AND subject_id IN ({events})"),
            ("workflows_escalation", f"case_id IN ({mine})"),
            ("workflows_caseevent", f"case_id IN ({mine})"),
            ("workflows_case", "title = %s"),
        ]:
            cursor.execute(f"DELETE FROM {table} WHERE {where}", [NAME])
        for model, name in ((Category, "name_sv"), (ServiceLevel, "name_sv"), (Team, "name")):
            model.objects.filter(**{name: NAME}).delete()


if __name__ == "__main__":
    import django

    django.setup()
    {"fill": fill, "sweep": sweep, "clear": clear}[sys.argv[1]](int(sys.argv[2]))
