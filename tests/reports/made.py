"""What the tests of this wing begin with."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from reports.actions.make_erp_order import make_erp_order
from reports.erp.base import CONNECTORS
from reports.models import ErpOrder
from tests.cast import Cast
from workflows.actions.acknowledge_case import acknowledge_case
from workflows.actions.close_case import close_case
from workflows.actions.finish_case import finish_case
from workflows.actions.use_article import use_article
from workflows.actor import Actor
from workflows.models import Case, CaseEvent, UsedArticle


def done_case(cast: Cast, *quantities: str, foreign: bool = False, **fields: object) -> Case:
    """A case on which so much of the article was used."""
    case = cast.foreign_case(**fields) if foreign else cast.opens_case(**fields)
    tea = Actor.of(cast.nils if foreign else cast.tea, via="field")
    acknowledge_case(case, by=tea)
    for quantity in quantities:
        use_article(case, cast.article, Decimal(quantity), by=tea)
    return finish_case(case, by=tea)


def closed_case(cast: Cast, *quantities: str, **fields: Any) -> Case:
    return close_case(done_case(cast, *quantities, **fields), by=Actor.of(cast.dora, via="admin"))


def closing(case: Case) -> CaseEvent:
    return case.events.filter(kind="closed").latest("sequence")


def order_of(case: Case) -> ErpOrder:
    made = make_erp_order(closing(case).pk)
    assert made is not None
    return made


def used(cast: Cast, quantity: str = "1", **fields: object) -> UsedArticle:
    """A used article on a case of its own, past every rule of the verbs."""
    made = UsedArticle.objects.create(
        case=cast.opens_case(), article=cast.article, number="A-10", name="Låskolv", unit="st", price="249.50",
        quantity=quantity, by_name="Tea Lind",
    )  # fmt: skip
    UsedArticle.objects.filter(pk=made.pk).update(**fields)
    made.refresh_from_db()
    return made


def seen_by(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


class FakeErp:
    """An ERP that does what the test says: `answers` are numbers or errors, one a call; `booked` is what it has."""

    title = "fake"
    repeatable: ClassVar[bool] = False
    answers: ClassVar[list[str | Exception]] = []
    booked: ClassVar[dict[str, str]] = {}
    asked: ClassVar[list[str]] = []

    def find(self, reference: str) -> str | None:
        return self.booked.get(reference)

    def create(self, payload: Mapping[str, Any]) -> str:
        self.asked.append(payload["reference"])
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def use_fake_erp(monkeypatch: Any, *answers: str | Exception, booked: dict[str, str] | None = None) -> type[FakeErp]:
    """Takes the place of the file connector."""
    FakeErp.answers, FakeErp.booked, FakeErp.asked = list(answers), booked or {}, []
    monkeypatch.setitem(CONNECTORS, "file", "tests.reports.made.FakeErp")
    return FakeErp


def own_queries(client: Client, address: str, **query: str) -> int:
    """How many queries the page itself makes; what Wagtail's frame and menu ask is not its own. Costs a warm-up."""
    client.get(address, query)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address, query).status_code == 200
    frame = re.compile(
        r'FROM "?(workflows_company|workflows_delivery|wagtail\w+|django_\w+|accounts_user|auth_\w+)"?\b'
    )
    return sum(not frame.search(query["sql"]) for query in queries.captured_queries)
