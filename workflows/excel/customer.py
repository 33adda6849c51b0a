from django.utils.translation import gettext_lazy as _

from workflows.excel.base import RegisterResource
from workflows.excel.columns import Column
from workflows.excel.lookups import level_by_name
from workflows.excel.widgets import Reference, YesNo
from workflows.models import Customer


class CustomerResource(RegisterResource):
    related = ("service_level",)
    narrow_by = "number"
    number = Column("number", _("customer number"))
    name = Column("name", _("name"))
    organisation_number = Column("organisation_number", _("organisation number"))
    invoice_address = Column("invoice_address", _("invoice address"))
    invoice_email = Column("invoice_email", _("invoice e-mail"))
    buyer_reference = Column("buyer_reference", _("buyer's reference"))
    service_level = Column("service_level", _("service level"), Reference(level_by_name, lambda one: one.name_sv))
    note = Column("note", _("note"))
    is_active = Column("is_active", _("active"), YesNo())

    class Meta:
        model = Customer
        import_id_fields = ["number"]
        fields = [
            "number", "name", "organisation_number", "invoice_address", "invoice_email", "buyer_reference",
            "service_level", "note", "is_active",
        ]  # fmt: skip
