"""The matrix bites (S3, in small): with each of these checks switched off it must find holes."""

import sys
from collections.abc import Callable
from typing import Any

import pytest

from accounts.models import User
from portal.views import case_link
from reports.models.erp_order import ErpOrderQuerySet
from reports.viewsets import erp_orders
from tests.promises.matrix.asking import Asker
from tests.promises.matrix.cells import holes
from tests.promises.matrix.rules import OURS, Rule
from tests.promises.matrix.rules.cases import VERBS
from tests.promises.matrix.urlconf import addresses
from workflows import permissions
from workflows.models import CaseLink
from workflows.models.attachment import AttachmentQuerySet
from workflows.models.case_queryset import CaseQuerySet
from workflows.models.contact import ContactQuerySet
from workflows.models.customer import CustomerQuerySet
from workflows.models.job import JobQuerySet
from workflows.models.worksite import WorksiteQuerySet
from workflows.seen_cases import SeenCases
from workflows.viewsets import case_gate

pytestmark = pytest.mark.django_db
ADDRESSES = {address.name: address for address in addresses()}


def bites(asker: Asker, name: str, rules: Rule | list[Rule] | None = None) -> bool:
    """Whether the matrix finds anything wrong with the address. That it finds nothing else, test_matrix.py says."""
    asker.drawn.clear()
    rules = rules or OURS[name]
    return any(
        ": let in with" in hole or " tells " in hole or "it wrote" in hole or "where a missing one" in hole
        for rule in ([rules] if isinstance(rules, Rule) else rules)
        for hole in holes(asker, ADDRESSES[name], rule)
    )


def everything(rows: Any, user: Any = None) -> Any:
    return rows.all()


def replace(monkeypatch: pytest.MonkeyPatch, original: Callable[..., Any], other: Callable[..., Any]) -> None:
    """Wherever it has been imported to."""
    for module in list(sys.modules.values()):
        for name, value in list(vars(module).items()) if hasattr(module, "__dict__") else []:
            if value is original:
                monkeypatch.setattr(module, name, other)


@pytest.mark.parametrize(
    ("rows", "name"),
    [
        (CaseQuerySet, "portal:case"),
        (CaseQuerySet, "portal:cases"),
        (CaseQuerySet, "technician:case"),
        (CaseQuerySet, "technician:search"),
        (CaseQuerySet, "technician:finish"),
        (CaseQuerySet, "cases:index"),
        (CaseQuerySet, "cases:room"),
        (CaseQuerySet, "cases:file"),
        (CaseQuerySet, "reports:worksites"),
        (CaseQuerySet, "reports:work_order"),
        (WorksiteQuerySet, "portal:worksites"),
        (CustomerQuerySet, "choose_customer:choose"),
        (ContactQuerySet, "cases:find"),
        (ContactQuerySet, "choose_contact:chosen"),
        (JobQuerySet, "reports:job_file"),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_it_finds_that_rows_are_not_asked_for(
    asker: Asker, monkeypatch: pytest.MonkeyPatch, rows: type, name: str
) -> None:
    monkeypatch.setattr(rows, "seen_by" if rows is CaseQuerySet else "visible_to", everything)
    monkeypatch.setattr(SeenCases, "__call__", lambda seen, _viewer, *values: seen.prepare("office", 0)(*values))
    assert bites(asker, name)


def test_it_finds_that_the_right_to_a_verb_is_not_asked_for(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    replace(monkeypatch, permissions.may, lambda user, verb, case: True)
    assert bites(asker, "cases:verb", [rule for rule in VERBS if rule.takes["verb"] == "=close_case"])


def test_it_finds_that_orders_are_for_everybody(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ErpOrderQuerySet, "visible_to", everything)
    monkeypatch.setattr(erp_orders.ErpOrderView, "guard", staticmethod(lambda request: None))
    assert bites(asker, "reports:erp_order")


def test_it_finds_that_internal_files_go_out(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(AttachmentQuerySet, "public", everything)
    assert bites(asker, "portal:file")
    assert bites(asker, "case_link:file")


def test_it_finds_that_any_token_opens_a_case(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(case_link, "find", lambda token: CaseLink.objects.order_by("-pk").first())
    assert bites(asker, "case_link:case")


def test_it_finds_that_the_admin_is_open_to_customers(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    replace(monkeypatch, case_gate.cases_for, lambda user: case_gate.Case.objects.all())
    assert bites(asker, "cases:room")


def test_it_finds_prices_where_money_is_not_asked_for(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    right = User.has_perm
    monkeypatch.setattr(
        User, "has_perm", lambda user, name, obj=None: name == "workflows.see_money" or right(user, name, obj)
    )
    rule = OURS["technician:case"]
    assert isinstance(rule, Rule)
    assert any("price" in hole for hole in holes(asker, ADDRESSES["technician:case"], rule))
