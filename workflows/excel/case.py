from typing import Any

from django.utils.translation import gettext_lazy as _
from import_export.widgets import Widget

from workflows.excel.base import RegisterResource
from workflows.excel.columns import Column
from workflows.excel.widgets import Choice
from workflows.models import Case, Priority, Status


class AsItIs(Widget):
    """A moment stays a moment, a number a number."""

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        return value


class CaseColumn(Column):
    """Only out: cases change by verbs."""

    def __init__(self, name: str, title: Any, widget: Any = None) -> None:
        super().__init__(name, title, widget, readonly=True)


class CaseResource(RegisterResource):
    related = ("stage", "customer", "worksite", "category", "equipment", "responsible", "team")
    number = CaseColumn("pk", _("number"), AsItIs())
    title = CaseColumn("title", _("title"))
    status = CaseColumn("status", _("status"), Choice(Status))
    stage = CaseColumn("stage__name", _("stage"))
    priority = CaseColumn("priority", _("priority"), Choice(Priority))
    kind = CaseColumn("kind", _("kind"), Choice(Case.Kind))
    customer_number = CaseColumn("customer__number", _("customer number"))
    customer = CaseColumn("customer__name", _("customer"))
    worksite = CaseColumn("worksite__name", _("worksite"))
    address = CaseColumn("where", _("where"))
    equipment = CaseColumn("equipment__name", _("equipment"))
    category = CaseColumn("category__name", _("category"))
    responsible = CaseColumn("responsible", _("responsible"))
    team = CaseColumn("team__name", _("team"))
    reason = CaseColumn("assignment_reason", _("why this person"))
    reporter = CaseColumn("reporter_name", _("reporter"))
    reporter_phone = CaseColumn("reporter_phone", _("reporter's phone"))
    reporter_email = CaseColumn("reporter_email", _("reporter's e-mail"))
    opened = CaseColumn("opened_at", _("opened"), AsItIs())
    acknowledged = CaseColumn("acknowledged_at", _("acknowledged at"), AsItIs())
    finished = CaseColumn("finished_at", _("finished"), AsItIs())
    ended = CaseColumn("ended_at", _("closed or cancelled"), AsItIs())
    acknowledge_by = CaseColumn("acknowledge_by", _("acknowledge by"), AsItIs())
    finish_by = CaseColumn("finish_by", _("finish by"), AsItIs())
    buyer_reference = CaseColumn("buyer_reference", _("buyer's reference"))
    order_number = CaseColumn("order_number", _("customer's order number"))
    description = CaseColumn("description", _("description"))

    class Meta:
        model = Case
        import_id_fields = ["number"]
        fields = [
            "number", "title", "status", "stage", "priority", "kind", "customer_number", "customer", "worksite",
            "address", "equipment", "category", "responsible", "team", "reason", "reporter", "reporter_phone",
            "reporter_email", "opened", "acknowledged", "finished", "ended", "acknowledge_by", "finish_by",
            "buyer_reference", "order_number", "description",
        ]  # fmt: skip
