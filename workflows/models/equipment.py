from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workflows.models.worksite import Worksite


class EquipmentQuerySet(models.QuerySet["Equipment"]):
    def visible_to(self, user: User) -> Self:
        if user.has_perm("workflows.view_equipment"):
            return self
        return self.filter(worksite__in=Worksite.objects.visible_to(user))


class Equipment(models.Model):
    """A thing at a worksite that is serviced: lift 3, door B."""

    worksite = models.ForeignKey(Worksite, models.PROTECT, related_name="equipment", verbose_name=_("worksite"))
    name = models.CharField(_("name"), max_length=120)
    number = models.CharField(_("number"), max_length=40, blank=True, help_text=_("Serial or inspection number."))
    is_active = models.BooleanField(_("active"), default=True)

    objects = EquipmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("equipment")
        verbose_name_plural = _("equipment")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name
