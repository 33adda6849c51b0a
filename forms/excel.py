from django.utils.translation import gettext_lazy as _

from forms.models import IntakeFormPage, QrCode
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


class FormResource(RegisterResource):
    """The forms as a table to leave the house; they are built in the page editor."""

    related = ("category",)
    title = Column("title", _("form"), readonly=True)
    title_en = Column("title_en", _("title in English"), readonly=True)
    kind = Column("get_kind_display", _("kind of case"), readonly=True)
    category = Column("category__name_sv", _("category"), readonly=True)
    url = Column("full_url", _("link"), readonly=True)
    live = Column("live", _("published"), YesNo(), readonly=True)

    class Meta:
        model = IntakeFormPage
        import_id_fields = ["title"]
        fields = ["title", "title_en", "kind", "category", "url", "live"]
