"""What the case room shows of how a case came in."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from forms.models import FormSubmission, IntakeFormPage
from workflows.models import Case
from workflows.panels import Panel, register


@register
def submission(case: Case, user: User) -> Panel | None:
    """The answers as they were given. Two queries for a case that came in by a form, none for another."""
    if not case.answers and case.intake_page_id is None:
        return None
    page = IntakeFormPage.objects.filter(pk=case.intake_page_id).first()
    sent = FormSubmission.objects.select_related("code").filter(case=case).first()
    code = sent.code if sent is not None and user.has_perm("intake.view_qrcode") else None
    context = {
        "answers": case.answers,
        "page": page,
        "page_url": page.url if page is not None and page.live else "",
        "code": code,
        "code_url": reverse("qr-codes:inspect", args=[code.pk]) if code else "",
    }
    return Panel(_("What was reported"), "intake/panels/submission.html", context)
