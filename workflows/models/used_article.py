from decimal import Decimal
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workflows.models.article import Article
from workflows.models.case import Case


class UsedArticleQuerySet(models.QuerySet["UsedArticle"]):
    def standing(self) -> Self:
        """Those that were not taken back."""
        return self.filter(removed_at=None)

    def visible_to(self, user: User) -> Self:
        return self.filter(case__in=Case.objects.visible_to(user))

    def with_total(self) -> Self:
        return self.annotate(total=F("quantity") * F("price"))


class UsedArticle(models.Model):
    """What was used on a case. Number, name, unit and price are those of the moment; the register changes freely."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="used_articles", verbose_name=_("case"))
    article = models.ForeignKey(Article, models.PROTECT, related_name="used", verbose_name=_("article"))
    number = models.CharField(_("article number"), max_length=40)
    name = models.CharField(_("name"), max_length=120)
    unit = models.CharField(_("unit"), max_length=10)
    price = models.DecimalField(_("price"), max_digits=10, decimal_places=2)
    quantity = models.DecimalField(_("quantity"), max_digits=9, decimal_places=2)
    note = models.CharField(_("note"), max_length=200, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(_("by"), max_length=120)
    used_at = models.DateTimeField(_("used"), default=timezone.now)
    removed_at = models.DateTimeField(_("taken back"), null=True, blank=True)
    key = models.CharField(max_length=64, null=True, unique=True, editable=False)  # noqa: DJ001 (null: not unique among those without)

    objects = UsedArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("used article")
        verbose_name_plural = _("used articles")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="used_article_quantity_positive"),
            models.CheckConstraint(condition=Q(price__gte=0), name="used_article_price_not_negative"),
        ]
        indexes = [models.Index(fields=["used_at"], name="used_article_used_at")]

    def __str__(self) -> str:
        return f"{self.how_much} {self.name}"

    @property
    def how_much(self) -> str:
        return how_much(self.quantity, self.unit)

    @property
    def amount(self) -> Decimal:
        return (self.quantity * self.price).quantize(Decimal("0.01"))


def how_much(quantity: Decimal, unit: str) -> str:
    """“1,5 tim”: without empty decimals, as the reader writes numbers."""
    plain = f"{quantity:.2f}".rstrip("0").rstrip(".")
    return f"{number_format(plain)} {unit}"
