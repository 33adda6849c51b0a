from django.utils.translation import gettext_lazy as _

from workflows.excel.base import RegisterResource
from workflows.excel.columns import Column
from workflows.excel.widgets import Plain
from workflows.models import Responsibility


class ResponsibilityResource(RegisterResource):
    """Goes out only: rows have no name that a file could find them by."""

    related = ("customer", "worksite", "category", "person", "team")
    number = Column("pk", _("rule"), Plain())
    worksite = Column("worksite", _("worksite"), Plain())
    customer = Column("customer", _("customer"), Plain())
    category = Column("category", _("category"), Plain())
    person = Column("person", _("person"), Plain())
    team = Column("team", _("team"), Plain())
    valid_from = Column("valid_from", _("valid from"), Plain())
    valid_until = Column("valid_until", _("valid until"), Plain())
    order = Column("order", _("order"), Plain())

    class Meta:
        model = Responsibility
        import_id_fields = ["number"]
        fields = [
            "number", "worksite", "customer", "category", "person", "team", "valid_from", "valid_until", "order"
        ]  # fmt: skip
