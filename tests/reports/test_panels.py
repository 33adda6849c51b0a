import pytest
from django.test import Client

from reports.actions.make_erp_order import make_erp_order
from reports.models import ErpOrder, State
from tests.cast import Cast
from tests.reports.made import closed_case, closing

LABEL = "Order som behöver beslut"


@pytest.mark.parametrize(("state", "count"), [(State.REJECTED, 1), (State.QUEUED, 0)])
def test_it_tells_economy_of_orders_that_wait_for_somebody(
    client: Client, cast: Cast, state: State, count: int
) -> None:
    make_erp_order(closing(closed_case(cast, "2")).pk)
    ErpOrder.objects.update(state=state)
    client.force_login(cast.edda)
    tile = next(part for part in client.get("/admin/").content.decode().split("<a ") if LABEL in part)
    assert f">{count}<" in tile and ("tile--danger" in tile) is bool(count)
    assert 'href="/admin/erp-orders/"' in tile


@pytest.mark.parametrize("person", ["dora", "tea", "lena"])
def test_it_tells_nobody_else(client: Client, cast: Cast, person: str) -> None:
    client.force_login(getattr(cast, person))
    assert LABEL not in client.get("/admin/").content.decode()
