from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem


class GuardedItem(MenuItem):
    def __init__(self, label: Any, url: Any, needs: list[str], **kwargs: Any) -> None:
        super().__init__(label, url, **kwargs)
        self.needs = needs

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perms(self.needs)  # type: ignore[union-attr]


SEE_MONEY = ["workflows.see_money"]
STATISTICS = GuardedItem(
    _("Statistics"),
    reverse_lazy("reports:worksites"),
    ["workflows.view_case"],
    name="statistics",
    icon_name="chart",
    order=390,
)
ECONOMY: list[MenuItem] = [
    GuardedItem(_("Used articles"), reverse_lazy("reports:articles"), SEE_MONEY, icon_name="invoice", order=10),
    GuardedItem(
        _("Exports"),
        reverse_lazy("reports:exports"),
        [*SEE_MONEY, "workflows.see_all_cases", "reports.view_exportbatch"],
        icon_name="download",
        order=20,
    ),
    GuardedItem(
        _("Orders to the ERP"),
        reverse_lazy("reports:erp_orders"),
        [*SEE_MONEY, "reports.view_erporder"],
        icon_name="resubmit",
        order=30,
    ),
]


@hooks.register("register_admin_urls")
def report_urls() -> list[URLResolver]:
    return [path("", include("reports.urls"))]


@hooks.register("register_admin_menu_item")
def statistics_item() -> MenuItem:
    return STATISTICS


@hooks.register("register_admin_menu_item")
def economy_menu() -> MenuItem:
    return SubmenuMenuItem(_("Economy"), Menu(items=ECONOMY), name="economy", icon_name="invoice", order=400)


@hooks.register("register_icons")
def icons(found: list[str]) -> list[str]:
    return [*found, "reports/icons/chart.svg", "reports/icons/invoice.svg"]


@hooks.register("register_permissions")
def permissions() -> QuerySet[Permission]:
    """So that roles can be edited with them."""
    return Permission.objects.filter(content_type__app_label="reports")
