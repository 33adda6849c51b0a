from django.utils.translation import gettext_lazy as _

from workflows.excel.base import RegisterResource
from workflows.excel.columns import Column
from workflows.excel.lookups import customer_by_number, worksite_by_name
from workflows.excel.widgets import Choice, Language, Reference, References, YesNo
from workflows.models import Contact


class ContactResource(RegisterResource):
    """The log-in is not in the file: it is opened and closed on the contact person's page alone."""

    related = ("customer",)
    several = ("worksites",)
    narrow_by = "customer__number"
    customer = Column("customer", _("customer number"), Reference(customer_by_number, lambda one: one.number))
    customer_name = Column("customer__name", _("customer"), readonly=True)
    name = Column("name", _("name"))
    email = Column("email", _("e-mail"))
    phone = Column("phone", _("phone"))
    language = Column("language", _("language"), Language())
    scope = Column("scope", _("sees"), Choice(Contact.Scope))
    worksites = Column("worksites", _("worksites"), References(worksite_by_name, lambda one: one.name))
    is_active = Column("is_active", _("active"), YesNo())

    class Meta:
        model = Contact
        import_id_fields = ["customer", "name"]
        fields = [
            "customer", "customer_name", "name", "email", "phone", "language", "scope", "worksites", "is_active",
        ]  # fmt: skip
