"""Receipts that are not mailed are counted with what was stopped."""

from typing import Any

from django.dispatch import receiver

from forms.models import FormSubmission
from forms.models.stopped import Reason, count_stopped
from workflows.models import Case
from workflows.notifications.receipts import withheld


@receiver(withheld)
def count_withheld(case: Case, **kwargs: Any) -> None:
    sent = FormSubmission.objects.select_related("code").filter(case=case).first()
    if sent is not None:
        count_stopped(sent.page_id, sent.code, Reason.RECEIVER)
