"""What stands in the way of deleting something, in words."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from workflows.paging import BOUND


@dataclass(frozen=True)
class Uses:
    """Sentences like "3 cases". `held_by` forbids the deletion; the others tell what goes along or loses it."""

    held_by: list[str]
    taken_along: list[str]
    let_go: list[str]


def uses_of(thing: models.Model) -> Uses:
    """One bounded count per relation: at most BOUND + 1 rows of each are looked at."""
    found: dict[Any, list[str]] = {models.PROTECT: [], models.CASCADE: [], models.SET_NULL: []}
    for relation in thing._meta.related_objects:
        kind = models.SET_NULL if relation.many_to_many else relation.on_delete
        rows = relation.related_model._base_manager.filter(**{relation.field.name: thing.pk})
        count = rows.order_by()[: BOUND + 1].count()
        if count and kind in found:
            found[kind].append(counted(count, relation.related_model))
    return Uses(found[models.PROTECT], found[models.CASCADE], found[models.SET_NULL])


def counted(count: int, model: type[models.Model]) -> str:
    meta = model._meta
    if count > BOUND:
        return _("more than %(count)d %(things)s") % {"count": BOUND, "things": meta.verbose_name_plural}
    return f"{count} {meta.verbose_name if count == 1 else meta.verbose_name_plural}"
