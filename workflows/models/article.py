from decimal import Decimal
from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workflows.models.bilingual import Bilingual


class ArticleQuerySet(models.QuerySet["Article"]):
    def active(self) -> Self:
        return self.filter(is_active=True)

    def visible_to(self, user: User) -> Self:
        return self if user.has_perm("workflows.view_article") else self.none()

    def orderable_by(self, user: User | AnonymousUser) -> Self:
        """What a form offers her: staff who see articles all, customers those meant for them, strangers nothing."""
        if not user.is_authenticated:
            return self.none()
        if user.has_perm("workflows.view_article"):
            return self.active()
        contact = getattr(user, "contact", None)
        return self.active().filter(is_orderable=True) if contact is not None and contact.is_active else self.none()


class Article(models.Model):
    """Material, spare part or hour that can be used on a case."""

    class Kind(models.TextChoices):
        MATERIAL = "material", _("material")
        SPARE_PART = "spare_part", _("spare part")
        HOUR = "hour", _("working time")

    number = models.CharField(_("article number"), max_length=40, unique=True)
    name_sv = models.CharField(_("name in Swedish"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.MATERIAL)
    unit = models.CharField(_("unit"), max_length=10, default="st")
    price = models.DecimalField(
        _("price"),
        max_digits=10,
        decimal_places=2,
        default=Decimal(0),
        validators=[MinValueValidator(Decimal(0))],
    )
    is_active = models.BooleanField(_("active"), default=True)
    is_orderable = models.BooleanField(
        _("customers may order it"),
        default=False,
        help_text=_("Offered by number and name, without price, in the forms of customers who are logged in."),
    )

    name = Bilingual("name")
    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(price__gte=0),
                name="article_price_not_negative",
                violation_error_message=_("The price cannot be negative."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"
