from django.utils.translation import gettext_lazy as _

from workflows.excel.base import RegisterResource
from workflows.excel.columns import Column
from workflows.excel.lookups import contact_by_name, customer_by_number
from workflows.excel.widgets import Reference, YesNo
from workflows.models import Worksite


class WorksiteResource(RegisterResource):
    related = ("customer", "contact")
    narrow_by = "customer__number"
    customer = Column("customer", _("customer number"), Reference(customer_by_number, lambda one: one.number))
    customer_name = Column("customer__name", _("customer"), readonly=True)
    name = Column("name", _("name"))
    street = Column("street", _("street"))
    postal_code = Column("postal_code", _("postal code"))
    city = Column("city", _("city"))
    contact = Column("contact", _("contact person"), Reference(contact_by_name, lambda one: one.name))
    access_notes = Column("access_notes", _("access notes"))
    is_active = Column("is_active", _("active"), YesNo())

    class Meta:
        model = Worksite
        import_id_fields = ["customer", "name"]
        fields = [
            "customer", "customer_name", "name", "street", "postal_code", "city", "contact", "access_notes",
            "is_active",
        ]  # fmt: skip
