from django.utils.translation import gettext_lazy as _

from workflows.excel.base import RegisterResource
from workflows.excel.columns import Column
from workflows.excel.widgets import Plain, Text
from workflows.models import Absence


class AbsenceResource(RegisterResource):
    """Goes out only: days that overlap and people who log in are asked for one by one."""

    related = ("person", "deputy", "entered_by")
    person = Column("person", _("person"), Text())
    first_day = Column("first_day", _("first day"), Plain())
    last_day = Column("last_day", _("last day"), Plain())
    deputy = Column("deputy", _("deputy"), Text())
    note = Column("note", _("note"))
    entered_by = Column("entered_by", _("entered by"), Text())

    class Meta:
        model = Absence
        import_id_fields = ["person"]
        fields = ["person", "first_day", "last_day", "deputy", "note", "entered_by"]
