from django.utils.translation import gettext_lazy as _

from workflows.excel.base import RegisterResource
from workflows.excel.columns import Column
from workflows.excel.lookups import worksite_by_name
from workflows.excel.widgets import Reference, YesNo
from workflows.models import Equipment


class EquipmentResource(RegisterResource):
    related = ("worksite__customer",)
    narrow_by = "worksite__customer__number"
    customer = Column("worksite__customer__number", _("customer number"), readonly=True)
    customer_name = Column("worksite__customer__name", _("customer"), readonly=True)
    worksite = Column("worksite", _("worksite"), Reference(worksite_by_name, lambda one: one.name))
    name = Column("name", _("name"))
    number = Column("number", _("number"))
    is_active = Column("is_active", _("active"), YesNo())

    class Meta:
        model = Equipment
        import_id_fields = ["customer", "worksite", "name"]
        fields = ["customer", "customer_name", "worksite", "name", "number", "is_active"]
