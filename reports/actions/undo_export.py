from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.models import ExportBatch
from workflows.actor import Actor
from workflows.errors import NotPossible


@transaction.atomic
def undo_export(batch: ExportBatch, *, by: Actor) -> ExportBatch:
    """The articles of the batch count as not exported again; the batch and its file stay, for whoever wonders."""
    standing = ExportBatch.objects.filter(pk=batch.pk, undone_at=None)
    if not standing.update(undone_at=timezone.now(), undone_by=by.name):
        raise NotPossible(_("The export was taken back already."))
    batch.lines.update(live=False)
    batch.refresh_from_db()
    return batch
