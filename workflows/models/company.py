from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from workflows.models.origins import only_origins, origins_in
from workflows.remembered import Remembered


@register_setting(icon="home", order=100)
class Company(BaseGenericSetting):
    """The company that runs this Serva: what mails, papers and pages say of it."""

    name = models.CharField(_("company name"), max_length=120, default="Serva")
    organisation_number = models.CharField(_("organisation number"), max_length=20, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("the office's e-mail"), blank=True, help_text=_("Answers to our mails go here."))
    address = models.TextField(_("address"), blank=True)
    auto_close_days = models.PositiveSmallIntegerField(
        _("close done cases after (days)"),
        default=7,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
        help_text=_("A case that is done closes by itself after so many days, unless somebody reopens it."),
    )
    websites = models.TextField(
        _("your other websites"),
        blank=True,
        validators=[only_origins],
        help_text=_("One on each line, like https://www.example.se. There your forms may be embedded, and sent."),
    )

    class Meta:
        verbose_name = _("company")
        verbose_name_plural = _("company")

    @property
    def origins(self) -> list[str]:
        return origins_in(self.websites)

    @classmethod
    def shown(cls) -> "Company":
        """For pages to read, not to change. Some seconds old at most when another process has saved it."""
        return remembered()

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        remembered.forget()
        transaction.on_commit(remembered.forget)  # what was read until then is the row of before


remembered = Remembered(Company.load)
