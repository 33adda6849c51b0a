"""Who answers, over 5,000 rules: against two bare indexed queries in turn, in the same process on the same database.

`python -m tests.bench.assignment RULES ROUNDS`. The rules are those of a company with 500 customers, each with a lift
rule, a worksite rule, an on-call rule and so on; fifty people are absent. They go again when all is measured.
A bare query is the ORM's for the rows of one indexed key: the worksite's rules, and a person's absences.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

GOAL = 3.0
COMPANIES = 500


def compared(env: Mapping[str, str], rules: int, rounds: int) -> str:
    from tests.bench.server import run

    found = json.loads(run(env, "-m", "tests.bench.assignment", str(rules), str(rounds)).splitlines()[-1])
    return (
        f"assignment, {found['rules']:,} rules: {found['queries']} queries, {found['median']:.2f} ms, "
        f"{found['ratio']:.2f} × two bare indexed queries{'!' if found['ratio'] > GOAL else ''}"
    )


def fill(rules: int) -> list[Any]:
    """Worksites, whose rules there are `rules` of."""
    from accounts.models import User
    from workflows.models import Absence, Category, Customer, Responsibility, Team, Worksite

    people = User.objects.bulk_create(User(email=f"b{n}@bench.example", is_staff=True) for n in range(100))
    team = Team.objects.create(name="Bench")
    team.members.set(people[:8])
    top = Category.objects.create(name_sv="Bench")
    categories = [Category.objects.create(name_sv=f"Bench {n}", parent=top) for n in range(10)]
    customers = Customer.objects.bulk_create(Customer(number=f"B{n}", name=f"Bench {n}") for n in range(COMPANIES))
    worksites = Worksite.objects.bulk_create(Worksite(customer=one, name=f"Bench {one.number}") for one in customers)
    kinds: list[Callable[[int], dict[str, Any]]] = [
        *(lambda n, place=place: {"customer": customers[n], "category": categories[place]} for place in range(4)),
        lambda n: {"worksite": worksites[n]},
        *(lambda n, place=place: {"worksite": worksites[n], "category": categories[place]} for place in range(3)),
        lambda n: {"customer": customers[n]},
        lambda n: {"customer": customers[n], "weekdays": 96, "on_call": True, "team": team},
    ]
    drawn = [kinds[number // COMPANIES % len(kinds)](number % COMPANIES) for number in range(rules)]
    Responsibility.objects.bulk_create(
        [
            Responsibility(**({"person": people[n % 100]} if "team" not in one else {}), **one)
            for n, one in enumerate(drawn)
        ],
        batch_size=1000,
    )
    Absence.objects.bulk_create(
        Absence(person=people[n], last_day=date(2100, 1, 1), deputy=people[n + 1]) for n in range(0, 100, 2)
    )
    return [(worksite.customer, worksite, categories[place % 10]) for place, worksite in enumerate(worksites)]


def main(rules: int, rounds: int) -> None:
    import django

    django.setup()
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext

    with transaction.atomic():
        asked = fill(rules)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        with CaptureQueriesContext(connection) as queries:
            ours(asked[0])
        pairs = [(spent(ours, asked[n % len(asked)]), spent(bare, asked[n % len(asked)])) for n in range(rounds + 20)]
        transaction.set_rollback(True)
    mine, floor = (statistics.median(pair[place] for pair in pairs[20:]) for place in (0, 1))
    told = {"queries": len(queries), "median": mine, "ratio": mine / floor, "rules": rules, "floor": floor}
    sys.stdout.write("\n" + json.dumps(told))


def ours(case: Any) -> None:
    from workflows.assignment import who_answers

    who_answers(*case)


def bare(case: Any) -> None:
    from workflows.models import Absence, Responsibility

    list(Responsibility.objects.filter(worksite=case[1]))
    list(Absence.objects.filter(person=case[1].pk))


def spent(work: Callable[[Any], None], case: Any) -> float:
    """Milliseconds."""
    started = time.perf_counter()
    work(case)
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
