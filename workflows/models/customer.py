from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workflows.models.service_level import ServiceLevel


class CustomerQuerySet(models.QuerySet["Customer"]):
    def active(self) -> Self:
        return self.filter(is_active=True)

    def visible_to(self, user: User) -> Self:
        if user.has_perm("workflows.view_customer"):
            return self
        return self.filter(contacts__user=user, contacts__is_active=True) if user.is_authenticated else self.none()


class Customer(models.Model):
    """A company that we serve and invoice."""

    number = models.CharField(_("customer number"), max_length=30, unique=True)
    name = models.CharField(_("name"), max_length=120, db_index=True)
    organisation_number = models.CharField(_("organisation number"), max_length=20, blank=True)
    invoice_address = models.TextField(_("invoice address"), blank=True)
    invoice_email = models.EmailField(_("invoice e-mail"), blank=True)
    buyer_reference = models.CharField(_("buyer's reference"), max_length=50, blank=True)
    service_level = models.ForeignKey(
        ServiceLevel,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="customers",
        verbose_name=_("service level"),
        help_text=_("By agreement: it goes before that of the category."),
    )
    note = models.TextField(_("note"), blank=True, help_text=_("Only staff see this."))
    is_active = models.BooleanField(_("active"), default=True)

    objects = CustomerQuerySet.as_manager()

    class Meta:
        verbose_name = _("customer")
        verbose_name_plural = _("customers")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name
