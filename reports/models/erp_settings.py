from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from reports.erp.base import FIRST, connectors


@register_setting(icon="resubmit", order=200)
class ErpSettings(BaseGenericSetting):
    """Where orders go when a case closes."""

    connector = models.CharField(_("orders go to"), max_length=20, choices=connectors, default=FIRST)
    sends_at_once = models.BooleanField(
        _("send without being asked"),
        default=True,
        help_text=_("Otherwise each order waits as a draft until somebody has looked at it."),
    )

    class Meta:
        verbose_name = _("ERP")
        verbose_name_plural = _("ERP")
        default_permissions = ("change",)
