from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from tablib import Dataset

from workflows.category_tree import BETWEEN, CategoryTree
from workflows.excel.base import RegisterResource
from workflows.excel.columns import Column, Row
from workflows.excel.lookups import level_by_name
from workflows.excel.widgets import Choice, Reference, Text, WholeNumber, YesNo
from workflows.models import Category, Priority

SIGN = BETWEEN.strip()


def tidy(path: str) -> str:
    """One form for "VVS > Kran", "VVS›Kran" and "VVS › Kran"."""
    return BETWEEN.join(part.strip() for part in path.replace(">", SIGN).split(SIGN))


class PathText(Text):
    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        return tidy(super().clean(value, row, **kwargs))


class CategoryResource(RegisterResource):
    """A category is known by its path of Swedish names. A row may stand below one that an earlier row makes."""

    one_by_one = True
    related = ("service_level",)
    path = Column("path_sv", gettext_lazy("category"), PathText(), readonly=True)
    name_en = Column("name_en", gettext_lazy("name in English"))
    priority = Column("priority", gettext_lazy("priority"), Choice(Priority))
    service_level = Column(
        "service_level", gettext_lazy("service level"), Reference(level_by_name, lambda one: one.name_sv)
    )
    order = Column("order", gettext_lazy("order"), WholeNumber())
    is_active = Column("is_active", gettext_lazy("active"), YesNo())

    class Meta:
        model = Category
        import_id_fields = ["path"]
        fields = ["path", "name_en", "priority", "service_level", "order", "is_active"]

    def rows(self, things: QuerySet) -> Any:
        tree = CategoryTree()
        columns = self.columns()
        for thing in things.select_related(*self.related):
            thing.path_sv = tree.path(thing.pk, "sv")
            yield [column.export(thing) for column in columns]

    def hold(self, dataset: Dataset | None) -> None:
        tree = CategoryTree()
        for thing in self.get_queryset().order_by("pk"):
            thing.path_sv = tree.path(thing.pk, "sv")
            self.held[tidy(thing.path_sv),].append(thing)
        self.by_path = {path: things[0] for (path,), things in self.held.items()}

    def pick(self, row: Row) -> Any:
        row["path"] = tidy(Text().clean(row["path"]))
        return super().pick(row)

    def after_init_instance(self, instance: Any, new: bool, row: Row, **kwargs: Any) -> None:
        super().after_init_instance(instance, new, row, **kwargs)
        if not new:
            return
        above, __, name = row["path"].rpartition(BETWEEN)
        instance.name_sv, instance.path_sv = name, row["path"]
        if above:
            instance.parent = self.by_path.get(above)
            if instance.parent is None:
                raise ValidationError({"path_sv": _("There is no category “%(path)s”.") % {"path": above[:100]}})
        self.by_path[row["path"]] = instance
