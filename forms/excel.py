from django.utils.translation import gettext_lazy as _

from forms.models import QrCode
from workflows.excel.base import RegisterResource
from workflows.excel.columns import Column
from workflows.excel.widgets import YesNo


class QrCodeResource(RegisterResource):
    """Codes as a table to leave the house: they are made here, so nothing comes in by it."""

    related = ("page", "worksite__customer", "equipment")
    short_number = Column("short_number", _("number"), readonly=True)
    customer_number = Column("worksite__customer__number", _("customer number"), readonly=True)
    customer = Column("worksite__customer__name", _("customer"), readonly=True)
    worksite = Column("worksite__name", _("worksite"), readonly=True)
    address = Column("worksite__address", _("address"), readonly=True)
    equipment = Column("equipment__name", _("equipment"), readonly=True)
    page = Column("page__title", _("form"), readonly=True)
    url = Column("url", _("link"), readonly=True)
    is_revoked = Column("is_revoked", _("blocked"), YesNo(), readonly=True)
    scans = Column("scans", _("scans"), readonly=True)

    class Meta:
        model = QrCode
        import_id_fields = ["short_number"]
        fields = [
            "short_number", "customer_number", "customer", "worksite", "address", "equipment", "page", "url",
            "is_revoked", "scans",
        ]  # fmt: skip
