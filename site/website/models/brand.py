from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from website.colours import HEX


@register_setting(icon="view", order=110)
class Brand(BaseSiteSetting):
    """How the company's pages look. Reaches them by /brand.css alone: no page pays a query for it."""

    logo = models.ForeignKey(
        "wagtailimages.Image",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("logo"),
        help_text=_("Stands beside the company's name at the top. Best on a transparent ground."),
    )
    accent_colour = models.CharField(
        _("accent colour"),
        max_length=7,
        blank=True,
        validators=[RegexValidator(rf"^{HEX.pattern}$", _("Write the colour like #0d5c63."))],
        help_text=_("Buttons and links. Made lighter or darker where it could not be read. Empty: Serva's own."),
    )

    panels = [FieldPanel("logo"), FieldPanel("accent_colour")]

    class Meta:
        verbose_name = _("look")
        verbose_name_plural = _("look")
