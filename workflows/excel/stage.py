from django.utils.translation import gettext_lazy as _

from workflows.excel.base import RegisterResource
from workflows.excel.columns import Column
from workflows.excel.widgets import Choice, YesNo
from workflows.models import Stage, Status


class StageResource(RegisterResource):
    """Goes out only: there are few, and cases stand in them."""

    related = ("category",)
    name_sv = Column("name_sv", _("name in Swedish"))
    name_en = Column("name_en", _("name in English"))
    status = Column("status", _("rests on the status"), Choice(Status))
    category = Column("category__name", _("category"))
    colour = Column("colour", _("colour"), Choice(Stage.Colour))
    customer_text_sv = Column("customer_text_sv", _("the customer reads, in Swedish"))
    customer_text_en = Column("customer_text_en", _("the customer reads, in English"))
    stops_clock = Column("stops_clock", _("stops the clock"), YesNo())
    is_active = Column("is_active", _("active"), YesNo())

    class Meta:
        model = Stage
        import_id_fields = ["name_sv"]
        fields = [
            "name_sv", "name_en", "status", "category", "colour", "customer_text_sv", "customer_text_en", "stops_clock",
            "is_active",
        ]  # fmt: skip
