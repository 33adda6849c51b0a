from django.utils.translation import gettext_lazy as _

from workflows.excel.base import RegisterResource
from workflows.excel.columns import Column
from workflows.excel.widgets import Text, YesNo
from workflows.models import ServiceLevel
from workflows.models.service_level import TIMES
from workflows.models.time_fields import allowed_text


class Allowed(Text):
    def render(self, value: int | None, obj: object = None, **kwargs: object) -> str:
        return allowed_text(value)


class ServiceLevelResource(RegisterResource):
    """Goes out only: what is promised is decided one level at a time."""

    several = ("ladder",)
    name_sv = Column("name_sv", _("name in Swedish"))
    name_en = Column("name_en", _("name in English"))
    hours = Column("hours_in_words", _("hours"))
    holidays_off = Column("holidays_off", _("closed on Swedish holidays"), YesNo())
    days_off = Column("days_off", _("own days off"))
    own_hours = Column("own_hours", _("days with other hours"))
    acknowledge_low = Column("acknowledge_low", _("acknowledge within, low priority"), Allowed())
    acknowledge_normal = Column("acknowledge_normal", _("acknowledge within"), Allowed())
    acknowledge_high = Column("acknowledge_high", _("acknowledge within, high priority"), Allowed())
    acknowledge_urgent = Column("acknowledge_urgent", _("acknowledge within, urgent"), Allowed())
    finish_low = Column("finish_low", _("finish within, low priority"), Allowed())
    finish_normal = Column("finish_normal", _("finish within"), Allowed())
    finish_high = Column("finish_high", _("finish within, high priority"), Allowed())
    finish_urgent = Column("finish_urgent", _("finish within, urgent"), Allowed())
    ladder = Column("ladder_in_words", _("ladder"))
    is_active = Column("is_active", _("active"), YesNo())

    class Meta:
        model = ServiceLevel
        import_id_fields = ["name_sv"]
        fields = ["name_sv", "name_en", "hours", "holidays_off", "days_off", "own_hours", *TIMES, "ladder", "is_active"]
