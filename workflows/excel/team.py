from django.utils.translation import gettext_lazy as _

from workflows.excel.base import RegisterResource
from workflows.excel.columns import Column
from workflows.excel.widgets import References, Text, YesNo
from workflows.models import Team


class TeamResource(RegisterResource):
    """Goes out only: who is in a team is chosen among people who log in."""

    related = ("leader",)
    several = ("members",)
    name = Column("name", _("name"))
    leader = Column("leader", _("team leader"), Text())
    members = Column("members", _("members"), References(lambda *__: None, str))  # type: ignore[arg-type,return-value]
    untouched = Column("rule_in_words", _("if nobody touches a case"))
    is_active = Column("is_active", _("active"), YesNo())

    class Meta:
        model = Team
        import_id_fields = ["name"]
        fields = ["name", "leader", "members", "untouched", "is_active"]
