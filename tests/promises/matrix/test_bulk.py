"""What is done to many at once is asked of each: Wagtail's bulk actions, and handing over cases."""

from collections.abc import Iterator
from itertools import product
from typing import Any
from urllib.parse import urlencode

import pytest
from wagtail.admin.views.bulk_action.registry import bulk_action_registry

from tests.promises.matrix import answers
from tests.promises.matrix.asking import Asker
from tests.promises.matrix.cells import reason
from tests.promises.matrix.marks import forbidden, told
from tests.promises.matrix.rules.base import ADAM, ANYBODY, KEEPERS, STAFF
from workflows.models import Case

pytestmark = pytest.mark.django_db

CODED = ("worksite", "equipment", "schedule", "case")
# Whoever sees codes prints them, who keeps them makes them; the others are Wagtail's.
LET_IN = {("intake", "qrcode", "print_labels"): STAFF, **{("workflows", it, "make_codes"): KEEPERS for it in CODED}}
OURS = {"user", "qrcode", *CODED}  # to Wagtail's own things all staff come, and may then do nothing with them
PEOPLE = ("anonymous", "anna", "tea", "dora", "adam")
KINDS = {name: name for name in CODED} | {
    "user": "user",
    "qrcode": "code",
    "page": "page",
    "image": "image",
    "document": "document",
}


def actions() -> Iterator[tuple[str, str, str]]:
    bulk_action_registry._scan_for_bulk_actions()
    for app, models in bulk_action_registry.actions.items():
        for model, named in models.items():
            yield from ((app, model, action) for action in named)


def numbers(asker: Asker, model: str) -> list[Any]:
    kind = KINDS[model]
    if kind in asker.world.shared:
        return [asker.world.shared[kind]]
    return [side.things[kind] for side in asker.world.sides.values()]


@pytest.mark.parametrize("action", sorted(actions()), ids="/".join)
def test_it_does_to_many_what_one_may_do_to_each(asker: Asker, action: tuple[str, str, str]) -> None:
    people = LET_IN.get(action, ADAM)
    chosen = urlencode([("id", pk) for pk in numbers(asker, action[1])])
    found = []
    for person, query, method in product(PEOPLE, (chosen, "id=all", "id=987654", "id=x"), ("GET", "POST")):
        path = f"/admin/bulk/{'/'.join(action)}/?{query}"
        asked = asker.ask(person, method, path)
        cell = f"{person} {method} {path}: {asked.answer.status_code}"
        if answers.broken(asked.answer) and not (
            query == "id=x" and person in STAFF
        ):  # Wagtail's, on what no page sends
            found.append(f"{cell} {reason(asked.answer)}")
        if person not in people and asked.written:
            found.append(f"{cell}, wrote {asked.written}")
        if person not in people and not answers.kept_out(asked.answer) and (person not in STAFF or action[1] in OURS):
            found.append(f"{cell}, let in")
        if words := told(answers.text_of(asked.answer), forbidden(person, registers=True)):
            found.append(f"{cell} tells {words}")
    assert found == []


@pytest.mark.parametrize("person", sorted(ANYBODY))
def test_it_hands_over_only_what_the_person_may(asker: Asker, person: str) -> None:
    cases = {name: side.cases["case"] for name, side in asker.world.sides.items()}
    mine = {"lena": {"bjorken"}} | {name: {"bjorken", "asen"} for name in KEEPERS}
    for name, case in cases.items():
        data = {"case": f"{case.pk}.{case.version}", "to": f"person:{asker.world.cast.nils.pk}", "reason": "Byte"}
        asked = asker.ask(person, "POST", "/admin/cases/assign/", data)
        assert asked.answer.status_code < 500
        expected = name in mine.get(person, set())
        assert ("workflows_case" in asked.written) is expected, f"{person}, case of {name}: wrote {asked.written}"
        assert told(answers.text_of(asked.answer), forbidden(person)) == []
    assert Case.objects.get(pk=cases["asen"].pk).version == cases["asen"].version
