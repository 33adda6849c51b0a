from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workflows.models.customer import Customer


class WorksiteQuerySet(models.QuerySet["Worksite"]):
    def active(self) -> Self:
        return self.filter(is_active=True, customer__is_active=True)

    def visible_to(self, user: User) -> Self:
        """Staff with the right see all; a contact sees those of her scope (`Contact.scope`)."""
        if user.has_perm("workflows.view_worksite"):
            return self
        contact = getattr(user, "contact", None) if user.is_authenticated else None
        if contact is None or not contact.is_active:
            return self.none()
        if contact.scope == contact.Scope.ALL:
            return self.filter(customer_id=contact.customer_id)
        return self.filter(Q(contact_id=contact.pk) | Q(pk__in=contact.worksites.values("pk")))


class Worksite(models.Model):
    """An address where work is done."""

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="worksites", verbose_name=_("customer"))
    name = models.CharField(_("name"), max_length=120)
    street = models.CharField(_("street"), max_length=120, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=10, blank=True)
    city = models.CharField(_("city"), max_length=60, blank=True)
    contact = models.ForeignKey(
        "workflows.Contact",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="answers_for_worksites",
        verbose_name=_("contact person"),
    )
    access_notes = models.TextField(
        _("access notes"), blank=True, help_text=_("Door codes, keys, parking. Only staff see this.")
    )
    is_active = models.BooleanField(_("active"), default=True)

    objects = WorksiteQuerySet.as_manager()

    class Meta:
        verbose_name = _("worksite")
        verbose_name_plural = _("worksites")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        return ", ".join(filter(None, [self.street, f"{self.postal_code} {self.city}".strip()]))

    @property
    def where(self) -> str:
        """Name and address in a line; the street once when the worksite is named after it."""
        return self._line(f"{self.postal_code} {self.city}".strip())

    @property
    def brief(self) -> str:
        """As much of `where` as a row of a list has room for."""
        return self._line(self.city)

    @property
    def beyond_name(self) -> str:
        """What the address says that the name does not, for the line below the name."""
        return self._line(f"{self.postal_code} {self.city}".strip(), name="")

    def _line(self, town: str, name: str | None = None) -> str:
        return in_a_line(self.name, self.street, town, self.name if name is None else name)


def in_a_line(named: str, street: str, town: str, shown: str | None = None) -> str:
    """The street once when the worksite is `named` after it; `shown` stands in the place of the name."""
    street = "" if street in named else street
    return ", ".join(filter(None, [named if shown is None else shown, street, town]))
