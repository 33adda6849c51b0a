"""Every address × the cast × GET, POST and the other methods × own, foreign and missing things."""

import pytest

from tests.promises.matrix.asking import Asker
from tests.promises.matrix.cells import at_holes, holes, their_holes
from tests.promises.matrix.rules import ALSO, OURS, THEIRS, Theirs, rules_of
from tests.promises.matrix.urlconf import Address, addresses

pytestmark = pytest.mark.django_db
ADDRESSES = addresses()
SHOWN = 12


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address.name)
def test_it_lets_in_whom_the_rule_lets_in_and_nobody_else(asker: Asker, address: Address) -> None:
    rules = rules_of(address)
    if rules is None:
        pytest.fail(
            f"Nobody has said who may see {address.route} ({address.name}, {address.module}). "
            "Declare it in tests/promises/matrix/rules/.",
            pytrace=False,
        )
    if isinstance(rules, Theirs):
        say(their_holes(asker, address, rules))
    else:
        say([hole for rule in rules for hole in holes(asker, address, rule, has_more=rule is not rules[-1])])


@pytest.mark.parametrize(("path", "people"), ALSO, ids=[path for path, _people in ALSO])
def test_it_lets_nobody_else_in_by_other_arguments(asker: Asker, path: str, people: frozenset[str]) -> None:
    say(at_holes(asker, path, people))


def test_it_knows_no_address_that_is_gone() -> None:
    there = {address.name for address in ADDRESSES}
    gone = sorted(OURS.keys() - there)
    gone += [rule.begins for rule in THEIRS if not any(rules_of(address) is rule for address in ADDRESSES)]
    assert not gone, f"tests/promises/matrix/rules/ declares what is no address any more: {', '.join(gone)}"


def say(found: list[str]) -> None:
    if found:
        more = f"\n… and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
        pytest.fail("\n".join(found[:SHOWN]) + more, pytrace=False)
