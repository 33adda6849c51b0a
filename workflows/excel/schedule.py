from typing import Any

from django.utils.translation import gettext_lazy as _

from workflows.excel.base import RegisterResource
from workflows.excel.columns import Column
from workflows.excel.responsibility import Plain
from workflows.excel.widgets import References, YesNo
from workflows.models import Schedule
from workflows.recurrence import in_words


class ScheduleResource(RegisterResource):
    """Goes out only."""

    related = ("customer", "category")
    several = ("worksites",)
    title = Column("title", _("title"))
    customer = Column("customer", _("customer"), Plain())
    worksites = Column("worksites", _("worksites"), References(lambda *__: None, str))  # type: ignore[arg-type,return-value]
    category = Column("category", _("category"), Plain())
    rule = Column("rule", _("repeats"))
    starts_on = Column("starts_on", _("first date"), Plain())
    ends_on = Column("ends_on", _("last date"), Plain())
    is_paused = Column("is_paused", _("paused"), YesNo())

    class Meta:
        model = Schedule
        import_id_fields = ["title"]
        fields = ["title", "customer", "worksites", "category", "rule", "starts_on", "ends_on", "is_paused"]

    def dehydrate_rule(self, schedule: Any) -> str:
        return in_words(schedule)
