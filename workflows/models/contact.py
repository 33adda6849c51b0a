from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workflows.models.customer import Customer
from workflows.models.worksite import Worksite


class ContactQuerySet(models.QuerySet["Contact"]):
    def visible_to(self, user: User) -> Self:
        if user.has_perm("workflows.view_contact"):
            return self
        return self.filter(user=user) if user.is_authenticated else self.none()


class Contact(models.Model):
    """A person at a customer. With a user she can log in to the portal."""

    class Scope(models.TextChoices):
        OWN = "own", _("own cases")
        WORKSITES = "worksites", _("own cases and those of chosen worksites")
        ALL = "all", _("all cases of the customer")

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="contacts", verbose_name=_("customer"))
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="contact",
        verbose_name=_("log-in"),
    )
    name = models.CharField(_("name"), max_length=120, db_index=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="sv")
    scope = models.CharField(_("sees"), max_length=10, choices=Scope, default=Scope.OWN)
    worksites = models.ManyToManyField(Worksite, blank=True, related_name="watched_by", verbose_name=_("worksites"))
    is_active = models.BooleanField(_("active"), default=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact person")
        verbose_name_plural = _("contact persons")
        ordering = ["name", "pk"]
        indexes = [models.Index(Lower("email"), name="contact_email_lower")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.user and self.user.is_staff:
            raise ValidationError({"user": _("This log-in belongs to a member of staff.")})
