from django.db import transaction

from workflows.models import ChecklistItem, ChecklistTemplate, ChecklistVersion


@transaction.atomic
def publish_checklist(template: ChecklistTemplate) -> ChecklistVersion:
    """Keeps the points as they are now as a new version, if they differ from the last; answers keep theirs."""
    ChecklistTemplate.objects.select_for_update().get(pk=template.pk)
    rows = ChecklistItem.objects.filter(template=template).order_by("sort_order", "pk")
    items = [item.as_kept() for item in rows]
    last = template.versions.order_by("-number").first()
    if last is not None and last.items == items:
        return last
    number = last.number + 1 if last else 1
    return ChecklistVersion.objects.create(template=template, number=number, items=items)
