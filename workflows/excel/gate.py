from django.utils.translation import gettext_lazy as _

from workflows.excel.base import RegisterResource
from workflows.excel.columns import Column
from workflows.excel.widgets import Choice, YesNo
from workflows.models import Gate


class GateResource(RegisterResource):
    """Goes out only: a gate has no name to be found by."""

    related = ("category", "checklist")
    category = Column("category__name", _("category"))
    verb = Column("verb", _("when"), Choice(Gate.Verb))
    requires = Column("requires", _("what must be there"), Choice(Gate.Requires))
    checklist = Column("checklist__name", _("which checklist"))
    is_active = Column("is_active", _("active"), YesNo())

    class Meta:
        model = Gate
        import_id_fields = ["category", "verb", "requires", "checklist"]
        fields = ["category", "verb", "requires", "checklist", "is_active"]
