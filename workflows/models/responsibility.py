from datetime import date
from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workflows.models.category import Category
from workflows.models.customer import Customer
from workflows.models.team import Team
from workflows.models.worksite import Worksite


class ResponsibilityQuerySet(models.QuerySet["Responsibility"]):
    def valid_on(self, day: date) -> Self:
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_until=None) | Q(valid_until__gte=day))

    def catch_all(self) -> Self:
        return self.filter(customer=None, worksite=None, category=None)

    def visible_to(self, user: User) -> Self:
        return self if user.has_perm("workflows.view_responsibility") else self.none()


class Responsibility(models.Model):
    """Who answers for customer × worksite × category; an empty condition means any. All three empty: the catch-all."""

    customer = models.ForeignKey(
        Customer,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="responsibilities",
        verbose_name=_("customer"),
    )
    worksite = models.ForeignKey(
        Worksite,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="responsibilities",
        verbose_name=_("worksite"),
    )
    category = models.ForeignKey(
        Category,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="responsibilities",
        verbose_name=_("category"),
        help_text=_("Counts for the categories below it too."),
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="responsibilities",
        verbose_name=_("person"),
    )
    team = models.ForeignKey(
        Team, models.PROTECT, null=True, blank=True, related_name="responsibilities", verbose_name=_("team")
    )
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True, help_text=_("This day included."))
    order = models.PositiveIntegerField(_("order"), default=0, help_text=_("Of equally specific rows the lowest wins."))

    objects = ResponsibilityQuerySet.as_manager()

    class Meta:
        verbose_name = _("responsibility")
        verbose_name_plural = _("responsibilities")
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person=None, team__isnull=False) | Q(person__isnull=False, team=None),
                name="responsibility_person_or_team",
                violation_error_message=_("Choose either a person or a team."),
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_until=None) | Q(valid_from__lte=models.F("valid_until")),
                name="responsibility_dates_in_order",
                violation_error_message=_("The first day must not be after the last."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.about} → {self.person or self.team}"

    @property
    def about(self) -> str:
        conditions = [str(part) for part in (self.customer, self.worksite, self.category) if part]
        return " + ".join(conditions) or str(_("Catch-all"))

    @property
    def is_catch_all(self) -> bool:
        return self.customer_id is None and self.worksite_id is None and self.category_id is None

    def clean(self) -> None:
        if self.customer_id and self.worksite and self.worksite.customer_id != self.customer_id:
            raise ValidationError({"worksite": _("This worksite belongs to another customer.")})
        if self.person and not self.person.is_active:
            raise ValidationError({"person": _("This person is no longer active.")})
