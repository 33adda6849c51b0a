"""What the case room shows of how a case came in. The answers themselves are the case's, and the room shows them."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from forms.models import FormSubmission
from workflows.models import Case
from workflows.panels import Panel, register


@register
def came_in(case: Case, user: User) -> Panel | None:
    """The form, and the code that was scanned. One query for a case that came in by a form, none for another."""
    if case.intake_page_id is None:
        return None
    rows = FormSubmission.objects.select_related("page", "code__worksite", "code__equipment")
    sent = rows.filter(case=case).first()
    if sent is None:
        return None
    code = sent.code if user.has_perm("intake.view_qrcode") else None
    reads = user.has_perm("intake.view_formsubmission")
    context = {
        "page": sent.page,
        "page_url": reverse("wagtailforms:list_submissions", args=[sent.page_id]) if reads else "",
        "code": code,
        "code_url": reverse("qr-codes:inspect", args=[code.pk]) if code else "",
    }
    return Panel(_("How it came in"), "intake/panels/submission.html", context)
