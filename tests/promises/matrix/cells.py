"""The matrix itself: every cell of one address is asked, and what is wrong with it is said in sentences."""

import os
from collections.abc import Iterable, Iterator, Set
from itertools import product
from typing import Any

from django.conf import settings

from tests.promises.matrix import answers
from tests.promises.matrix.asking import Asked, Asker
from tests.promises.matrix.drawn import posted
from tests.promises.matrix.marks import OFFICE, PRICE, SIDE_OF, forbidden, told
from tests.promises.matrix.rules.base import Rule, Theirs
from tests.promises.matrix.rules.theirs import BREAKS, KINDS
from tests.promises.matrix.targets import Target, all_of, arguments, hers, is_shared, is_theirs, targets
from tests.promises.matrix.urlconf import Address
from tests.promises.matrix.world import World

ASKS_MORE = ("anna", "berit", "tea", "lena", "edda")
# With WHOLE_MATRIX=1, as .ci/run says, everybody is asked, every method on all that somebody is kept out of. Each day
# those of five who tell the most: not Otto and Nils, who see of Åsen what Anna and Tea see of Björken.
IS_WHOLE = bool(os.environ.get("WHOLE_MATRIX"))
ONE_OF_EACH = ("anna", "adam") if IS_WHOLE else ("anna", "dora", "adam")
OTHER_METHODS = ("HEAD", "PUT", "DELETE") if IS_WHOLE else ("DELETE",)
# What keeps people out of other packages' addresses asks no rows: once a day is enough for both databases.
IS_SHORT = settings.DATABASES["default"]["ENGINE"].endswith("postgresql") and not IS_WHOLE
EVERY_DAY = ("anonymous", "anna", "tea", "dora", "adam")
PEOPLE = ("anonymous", "anna", "otto", "tea", "nils", "lena", "dora", "edda", "adam")
OF_EACH_KIND = (*EVERY_DAY, "lena")  # for addresses that know nothing of our sides


def holes(asker: Asker, address: Address, rule: Rule, *, has_more: bool = False) -> Iterator[str]:
    """Nothing, if the address keeps its rule. `has_more`: another of its rules asks for the other methods."""
    for person in [*people_for(rule), *(["berit"] if rule.may("anna", "GET") and not rule.by_token else [])]:
        by_method: dict[str, dict[Target, Asked]] = {}
        for method in ("GET", "POST"):
            asked = by_method[method] = {}
            for target in asked_for(person, address, rule, asker.world):
                asked[target] = ask(asker, person, method, target, rule)
                yield from wrong(person, method, target, rule, asked[target])
            yield from told_apart(person, method, rule, asked)
        yield from other_queries(asker, person, by_method["GET"], rule)
        if not has_more and (IS_WHOLE or person in ("anna", "dora")):
            yield from other_methods(asker, person, by_method["GET"], rule)


def people_for(rule: Rule) -> Iterable[str]:
    """Each day the dispatcher in place of the administrator too, where both may the same."""
    if IS_WHOLE:
        return PEOPLE
    people = todays({person for person in EVERY_DAY if rule.may(person, "GET") or rule.may(person, "POST")})
    alike = all(rule.may("dora", method) == rule.may("adam", method) for method in ("GET", "POST"))
    return [person for person in people if not (person == "adam" and alike and "dora" in people)]


def todays(let_in: Set[str]) -> list[str]:
    """Who is let in, and of those who are kept out the customer and the one with the most rights; a stranger where a
    customer is let in.
    """
    out = [person for person in EVERY_DAY if person not in let_in]
    asked = {*let_in, "anna", *out[-1:], *(["anonymous"] if "anna" in let_in else [])}
    return [person for person in EVERY_DAY if person in asked]


def asked_for(person: str, address: Address, rule: Rule, world: World) -> list[Target]:
    """Each day without Björken's things for those to whom it is all one whose they are."""
    found = targets(address, rule, world)
    if IS_WHOLE or (person in SIDE_OF and not rule.whoever):
        return found
    owned = [place for place, name in enumerate(address.arguments) if not is_shared(rule.takes[name])]
    return [target for target in found if all(target.sides[place] != "bjorken" for place in owned)]


def ask(asker: Asker, person: str, method: str, target: Target, rule: Rule) -> Asked:
    """A POST carries the form as it is drawn for somebody with the right, on these very things where there are such."""
    if method == "GET" or rule.form is None:
        return asker.ask(person, method, target.path)
    side = target.side or SIDE_OF.get(person, "bjorken")
    drawn_at = all_of(target, rule, asker.world, side)
    here = asker.world.sides[side]
    query = rule.form.query.format(**asker.world.shared | here.things)
    return asker.ask(person, method, target.path + query, posted(asker, drawn_at.path, rule.form, here))


def wrong(person: str, method: str, target: Target, rule: Rule, asked: Asked) -> Iterator[str]:
    cell = f"{person} {method} {target.path} ({target.address.name}, {'/'.join(target.sides) or 'no object'})"
    answer = asked.answer
    if answers.broken(answer):
        yield f"{cell}: {answer.status_code} {reason(answer)}"
        return
    allowed = rule.may(person, method) and is_theirs(person, target, rule)
    is_out = answers.kept_out(answer) and not (rule.leads_home and answers.location(answer) in answers.HOMES)
    if allowed and is_out:
        yield f"{cell}: kept out with {answer.status_code} {answers.location(answer)}, though the rule lets her in"
    if not allowed and not is_out and not (rule.posts_only and method == "GET" and rule.may(person, "GET")):
        yield f"{cell}: let in with {answer.status_code} {answers.location(answer)}"
    if not allowed and asked.written:
        yield f"{cell}: kept out, but it wrote {sorted(asked.written)}"
    if allowed and method == "POST" and rule.form and rule.changes and not asked.written:
        yield f"{cell}: changed nothing, so this POST proves nothing: {answer.status_code} {hints(answer)}"
    yield from leaks(cell, person, not_for(person, target, rule), answer)


def not_for(person: str, target: Target, rule: Rule) -> list[str]:
    return forbidden(person, registers=rule.whoever, side=target.side if rule.by_token else None)


def leaks(cell: str, person: str, words: list[str], answer: Any) -> Iterator[str]:
    text = answers.text_of(answer)
    for word in told(text, words):
        yield f"{cell}: {answer.status_code} tells “{word}”: {around(text, word)}"
    if person not in OFFICE and (found := PRICE.search(text)):
        yield f"{cell}: tells a price: {around(text, found[0])}"


def around(text: str, word: str) -> str:
    place = text.lower().find(word.lower())
    return repr(text[max(0, place - 100) : place + 60])


def told_apart(person: str, method: str, rule: Rule, asked: dict[Target, Asked]) -> Iterator[str]:
    """What is not hers answers exactly like what is not there, in the same place of the address."""
    by_sides = {target.sides: target for target in asked}
    for target, one in asked.items():
        there = hers(person, target, rule)
        if there == target.sides:
            continue
        twin = by_sides[there]
        expected = answers.face(asked[twin].answer, twin.values.values())
        seen = answers.face(one.answer, target.values.values())
        if seen != expected:
            cell = f"{person} {method} {target.path} ({'/'.join(target.sides)})"
            yield f"{cell}: {seen[:2]} where a missing one gives {expected[:2]}: {unlike(seen, expected)}"


def unlike(seen: tuple[int, str, str], expected: tuple[int, str, str]) -> str:
    if seen[:2] != expected[:2]:
        return "status or address"
    place = next((n for n, (a, b) in enumerate(zip(seen[2], expected[2], strict=False)) if a != b), 0)
    return f"…{seen[2][max(0, place - 40) : place + 60]!r} against {expected[2][max(0, place - 40) : place + 60]!r}"


def other_queries(asker: Asker, person: str, first: dict[Target, Asked], rule: Rule) -> Iterator[str]:
    """All of them to some who are let in, one to everybody else."""
    for target in first:
        is_let_in = rule.may(person, "GET") and is_theirs(person, target, rule)
        for query in rule.queries if is_let_in and person in ASKS_MORE else rule.queries[:1]:
            one = asker.ask(person, "GET", f"{target.path}?{query}")
            cell = f"{person} GET {target.path}?{query}"
            if answers.broken(one.answer):
                yield f"{cell}: {one.answer.status_code} {reason(one.answer)}"
            elif not is_let_in and not answers.kept_out(one.answer):
                yield f"{cell}: let in with {one.answer.status_code}"
            else:
                yield from leaks(cell, person, not_for(person, target, rule), one.answer)


def other_methods(asker: Asker, person: str, first: dict[Target, Asked], rule: Rule) -> Iterator[str]:
    """Whoever is kept out is kept out by any method; what is no POST changes nothing."""
    looked_at = {False: 0, True: 0}
    for target, got in first.items():
        is_out = answers.kept_out(got.answer)
        if (target.sides and target.side is None) or (not is_out and person not in ONE_OF_EACH):
            continue
        looked_at[is_out] += 1
        if looked_at[is_out] > 1 and not IS_WHOLE:
            continue
        for method in OTHER_METHODS:
            one = asker.ask(person, method, target.path)
            cell = f"{person} {method} {target.path}"
            if answers.broken(one.answer):
                yield f"{cell}: {one.answer.status_code} {reason(one.answer)}"
            if one.written and method != "HEAD":
                yield f"{cell}: wrote {sorted(one.written)}"
            if is_out and not answers.kept_out(one.answer):
                yield f"{cell}: {one.answer.status_code} where GET is kept out"


def reason(answer: Any) -> str:
    exc_info = getattr(answer, "exc_info", None)
    return repr(exc_info[1]) if exc_info else ""


def hints(answer: Any) -> str:
    context = getattr(answer, "context", None)
    form = context.get("form") if context is not None and hasattr(context, "get") else None
    return f"{answers.location(answer)} {dict(form.errors) if form is not None and form.is_bound else ''}"


def their_holes(asker: Asker, address: Address, rule: Theirs) -> list[str]:
    """An address of another package: things that are there and missing ones, GET and POST without data."""
    takes = {name: KINDS.get(name, "nothing") for name in address.arguments}
    plain = Rule(rule.people, takes=takes, whoever=rule.whoever)
    here, gone = (
        address.path(arguments(address, plain, asker.world, (side,) * len(takes))) for side in ("asen", "missing")
    )
    found = at_holes(asker, here, rule.people, rule.whoever, BREAKS.get(address.name, ""))
    return found if here == gone else found + at_holes(asker, gone, rule.people, rule.whoever, methods=("GET",))


def whom_it_may_break_on(people: frozenset[str]) -> list[str]:
    """Each day not those of the office who are let in: what another package shows them is no secret to them."""
    return [person for person in todays(people) if not (person in people and person in {"dora", "adam"})]


def at_holes(
    asker: Asker,
    path: str,
    people: frozenset[str],
    whoever: bool = False,
    breaks: str = "",
    methods: tuple[str, ...] = ("GET", "POST"),
) -> list[str]:
    """`breaks` is what the package itself says when it breaks on a POST without data."""
    where = path.format(**asker.world.shared | asker.world.sides["asen"].things)
    found: list[str] = []
    if IS_SHORT:
        return found
    for person, method in product(OF_EACH_KIND if IS_WHOLE else whom_it_may_break_on(people), methods):
        one = asker.ask(person, method, where)
        cell = f"{person} {method} {where}"
        if answers.broken(one.answer):
            if not (breaks and person in people and breaks in reason(one.answer)):
                found.append(f"{cell}: {one.answer.status_code} {reason(one.answer)}")
            continue
        if person not in people:
            if not answers.kept_out(one.answer):
                found.append(f"{cell}: let in with {one.answer.status_code} {answers.location(one.answer)}")
            if one.written:
                found.append(f"{cell}: kept out, but it wrote {sorted(one.written)}")
        found += leaks(cell, person, forbidden(person, registers=whoever), one.answer)
    return found
