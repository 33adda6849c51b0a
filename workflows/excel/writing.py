"""Saving what a file changes: one short transaction, nothing looked up in it."""

from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from wagtail.models import ModelLogEntry

from workflows.excel.base import RegisterResource

IMPORTED = "serva.import"
BATCH = 500


@transaction.atomic
def write(resource: RegisterResource) -> None:
    """What `import_data_inner` found to be new and changed; of a changed thing only the columns that changed.

    `save()` of the model is not called. Raises IntegrityError when somebody else has made the same meanwhile.
    """
    model = resource._meta.model
    if resource.one_by_one:
        for thing in resource.new:
            thing.save(force_insert=True)
    else:
        model._base_manager.bulk_create(resource.new, batch_size=BATCH)
    for thing, names in resource.changed:
        values = {name: getattr(thing, name) for name in names}
        if values:
            model._base_manager.filter(pk=thing.pk).update(**values)
    for name in resource.several:
        link(model, name, [(thing, others) for thing, linked, others in resource.links if linked == name])
    write_history(resource, [*resource.new, *(thing for thing, _names in resource.changed)])


def link(model: type[Model], name: str, links: Sequence[tuple[Any, Sequence[Any]]]) -> None:
    relation: Any = model._meta.get_field(name)
    through = relation.remote_field.through._base_manager
    one, other = f"{relation.m2m_field_name()}_id", f"{relation.m2m_reverse_field_name()}_id"
    for start in range(0, len(links), BATCH):
        through.filter(**{f"{one}__in": [thing.pk for thing, _others in links[start : start + BATCH]]}).delete()
    rows = [through.model(**{one: thing.pk, other: linked.pk}) for thing, others in links for linked in others]
    through.bulk_create(rows, batch_size=BATCH)


def write_history(resource: RegisterResource, things: Sequence[Any]) -> None:
    kind, now = ContentType.objects.get_for_model(resource._meta.model), timezone.now()
    entries = [
        ModelLogEntry(
            content_type=kind,
            object_id=str(thing.pk),
            label=str(thing),
            action=IMPORTED,
            timestamp=now,
            user=resource.user,
            content_changed=True,
        )
        for thing in things
    ]
    ModelLogEntry.objects.bulk_create(entries, batch_size=BATCH)
