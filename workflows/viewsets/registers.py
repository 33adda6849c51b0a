"""The registers and their choosers, as the menu shows them."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup

from workflows.excel.writing import IMPORTED
from workflows.viewsets.absence import absences
from workflows.viewsets.article import articles
from workflows.viewsets.category import categories
from workflows.viewsets.checklist import checklists
from workflows.viewsets.choosers import CHOOSERS
from workflows.viewsets.contact import contacts
from workflows.viewsets.coverage import CoverageView
from workflows.viewsets.customer import customers
from workflows.viewsets.delivery import deliveries, may_see_deliveries
from workflows.viewsets.equipment import equipment
from workflows.viewsets.gate import gates
from workflows.viewsets.leaving import PersonLeavesView
from workflows.viewsets.moves import MovedView
from workflows.viewsets.notification_rule import notification_rules
from workflows.viewsets.notification_template import notification_templates
from workflows.viewsets.responsibility import responsibilities
from workflows.viewsets.schedule import schedules
from workflows.viewsets.service_level import service_levels
from workflows.viewsets.stage import stages
from workflows.viewsets.team import teams
from workflows.viewsets.webhook_endpoint import webhook_endpoints
from workflows.viewsets.who_answers import WhoAnswersView
from workflows.viewsets.worksite import worksites


class RegisterGroup(ViewSetGroup):
    menu_label = _("Registers")
    menu_icon = "list-ul"
    menu_order = 200
    items = (
        customers, contacts, worksites, equipment, schedules, responsibilities, categories, service_levels, stages,
        gates, checklists, articles, teams, absences,
    )  # fmt: skip


class NoticesGroup(ViewSetGroup):
    """Who is told of what, in which words, over what."""

    menu_label = _("Rules of notices")
    menu_icon = "mail"
    menu_order = 250
    menu_name = "notices-kept"
    items = (notification_rules, notification_templates, webhook_endpoints)


registers = RegisterGroup()
notices = NoticesGroup()
OTHERS: list[ViewSet] = [*CHOOSERS, deliveries]


def urls() -> list[URLPattern]:
    return [
        path("who-answers/", WhoAnswersView.as_view(), name="who_answers"),
        path("coverage/", CoverageView.as_view(), name="coverage"),
        path("moved-cases/<int:pk>/", MovedView.as_view(), name="moved_cases"),
        path("people/<int:pk>/leave/", PersonLeavesView.as_view(), name="person_leaves"),
    ]


class DeliveriesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_deliveries(request)


def deliveries_menu_item() -> MenuItem:
    url = reverse_lazy("deliveries:index")
    return DeliveriesMenuItem(_("Notices sent"), url, name="deliveries", icon_name="mail", order=600)


def log_actions(actions: Any) -> None:
    actions.register_action(IMPORTED, _("Read in from Excel"), _("Read in from Excel"))


def styles() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("workflows/css/registers.css"))
