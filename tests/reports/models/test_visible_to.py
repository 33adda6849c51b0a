import pytest
from django.contrib.auth.models import Permission

from reports.models import ErpOrder, ExportBatch
from tests.cast import Cast
from tests.reports.made import closed_case, order_of


@pytest.mark.parametrize(
    ("name", "sees"),
    [("edda", True), ("dora", True), ("adam", True), ("lena", False), ("tea", False), ("anna", False), ("otto", False)],
)
def test_orders_and_exports_are_for_the_office_and_economy(cast: Cast, name: str, sees: bool) -> None:
    order_of(closed_case(cast, "1"))
    ExportBatch.objects.create(user=cast.edda, by_name="Edda")
    user = getattr(cast, name)
    assert ErpOrder.objects.visible_to(user).exists() is sees
    assert ExportBatch.objects.visible_to(user).exists() is sees


def test_who_sees_some_cases_sees_their_orders_alone(cast: Cast) -> None:

    from accounts import roles  # noqa: F401

    own, foreign = order_of(closed_case(cast, "1")), order_of(closed_case(cast, "1", foreign=True))
    rights = Permission.objects.filter(codename__in=["view_erporder", "see_money"])
    cast.tea.user_permissions.add(*rights)
    tea = type(cast.tea).objects.get(pk=cast.tea.pk)
    assert list(ErpOrder.objects.visible_to(tea)) == [own]
    assert foreign.pk is not None
