import pytest
from django.contrib.auth.models import Group, Permission
from django.test import RequestFactory
from django.urls import reverse

from accounts import roles
from reports.wagtail_hooks import ECONOMY, STATISTICS, permissions
from tests.cast import Cast
from tests.reports.made import seen_by


@pytest.mark.parametrize(
    ("name", "count", "statistics"), [("edda", 3, True), ("dora", 3, True), ("tea", 0, True), ("anna", 0, False)]
)
def test_it_shows_what_the_person_may_open(cast: Cast, name: str, count: int, statistics: bool) -> None:
    request = RequestFactory().get("/")
    request.user = getattr(cast, name)
    assert sum(item.is_shown(request) for item in ECONOMY) == count
    assert STATISTICS.is_shown(request) is statistics


def test_every_item_leads_to_a_page(cast: Cast) -> None:
    for item in (*ECONOMY, STATISTICS):
        assert seen_by(cast.edda).get(str(item.url)).status_code == 200


@pytest.mark.parametrize(
    ("role", "codenames"),
    [
        (roles.ECONOMY, {"view_erporder", "handle_erporder", "view_exportbatch", "export_used_articles"}),
        (roles.DISPATCHER, {"view_erporder", "view_exportbatch"}),
        (roles.TECHNICIAN, set()),
        (roles.LEADER, set()),
    ],
)
def test_the_roles(db: None, role: str, codenames: set[str]) -> None:
    granted = Group.objects.get(name=role).permissions.filter(content_type__app_label="reports")
    assert set(granted.values_list("codename", flat=True)) == codenames


def test_the_rights_can_be_edited(db: None) -> None:
    assert set(permissions()) == set(Permission.objects.filter(content_type__app_label="reports"))


def test_administrators_choose_where_orders_go(cast: Cast) -> None:
    address = reverse("wagtailsettings:edit", args=["reports", "erpsettings"])
    assert seen_by(cast.adam).get(address, follow=True).status_code == 200
    assert seen_by(cast.edda).get(address).status_code == 302
