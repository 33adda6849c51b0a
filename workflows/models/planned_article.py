from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workflows.models.article import Article
from workflows.models.case import Case
from workflows.models.used_article import UsedArticle, how_much


class PlannedArticleQuerySet(models.QuerySet["PlannedArticle"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(case__in=Case.objects.visible_to(user))

    def shown(self) -> Self:
        return self.select_related("used")


class PlannedArticle(models.Model):
    """What was ordered with the case: an article of the register, or something in words. It has no price.

    Name and unit are those of the moment. `used`: how it was booked; one booking fulfils one line.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="planned_articles", verbose_name=_("case"))
    article = models.ForeignKey(
        Article, models.PROTECT, null=True, blank=True, related_name="planned", verbose_name=_("article")
    )
    name = models.CharField(_("name"), max_length=120)
    unit = models.CharField(_("unit"), max_length=10)
    quantity = models.DecimalField(_("quantity"), max_digits=9, decimal_places=2)
    used = models.OneToOneField(
        UsedArticle, models.PROTECT, null=True, blank=True, related_name="planned", editable=False
    )

    objects = PlannedArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("ordered article")
        verbose_name_plural = _("ordered articles")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="planned_article_quantity_positive"),
            models.CheckConstraint(condition=~Q(name=""), name="planned_article_has_a_name"),
        ]

    def __str__(self) -> str:
        return f"{self.how_much} {self.name}"

    @property
    def how_much(self) -> str:
        return how_much(self.quantity, self.unit)

    @property
    def is_booked(self) -> bool:
        """Taken back, it may be booked once more."""
        return self.used is not None and self.used.removed_at is None
