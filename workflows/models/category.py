from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workflows.models.bilingual import Bilingual
from workflows.models.priority import Priority
from workflows.models.service_level import ServiceLevel


class CategoryQuerySet(models.QuerySet["Category"]):
    def active(self) -> Self:
        return self.filter(is_active=True)

    def visible_to(self, user: User) -> Self:
        return self if user.has_perm("workflows.view_category") else self.none()

    def parents(self) -> dict[int, int | None]:
        """{category id: id of its parent or None} of the whole tree, in one query."""
        return dict(self.model._default_manager.values_list("pk", "parent_id"))

    def with_children(self, pk: int) -> list[int]:
        """Ids of the category and everything below it; one query."""
        parents = self.parents()
        return [child for child in parents if pk in lineage(child, parents)]


def lineage(pk: int | None, parents: dict[int, int | None]) -> list[int]:
    """The ids from the category up to its root, itself first; a loop in the data is cut."""
    line: list[int] = []
    while pk is not None and pk not in line:
        line.append(pk)
        pk = parents.get(pk)
    return line


class Category(models.Model):
    """A kind of work; the categories form a tree."""

    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("below")
    )
    name_sv = models.CharField(_("name in Swedish"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80, blank=True)
    priority = models.PositiveSmallIntegerField(_("priority"), choices=Priority, default=Priority.NORMAL)
    service_level = models.ForeignKey(
        ServiceLevel,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="categories",
        verbose_name=_("service level"),
        help_text=_("Leave it empty to have that of the category above."),
    )
    order = models.PositiveIntegerField(_("order"), default=0)
    is_active = models.BooleanField(_("active"), default=True)

    name = Bilingual("name")
    objects = CategoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["order", "name_sv", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["parent", "name_sv"], name="category_name_once"),
            models.UniqueConstraint(fields=["name_sv"], condition=Q(parent=None), name="category_root_name_once"),
            models.CheckConstraint(condition=Q(parent=None) | ~Q(parent=F("pk")), name="category_not_own_parent"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.pk and self.parent_id and self.pk in lineage(self.parent_id, Category.objects.parents()):
            raise ValidationError({"parent": _("A category cannot lie below itself.")})
