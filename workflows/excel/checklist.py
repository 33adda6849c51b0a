from django.utils.translation import gettext_lazy as _

from workflows.excel.base import RegisterResource
from workflows.excel.columns import Column
from workflows.excel.widgets import YesNo
from workflows.models import ChecklistTemplate


class ChecklistResource(RegisterResource):
    """Goes out only: a checklist is more than a row."""

    related = ("category",)
    name_sv = Column("name_sv", _("name in Swedish"))
    name_en = Column("name_en", _("name in English"))
    category = Column("category__name", _("category"))
    is_active = Column("is_active", _("active"), YesNo())

    class Meta:
        model = ChecklistTemplate
        import_id_fields = ["name_sv"]
        fields = ["name_sv", "name_en", "category", "is_active"]
