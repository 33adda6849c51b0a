"""What the case room shows of how a case came in. The answers themselves are the case's, and the room shows them."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from forms.making import make_url
from forms.models import FormSubmission, QrCode
from workflows.links import own_path
from workflows.models import Case
from workflows.panels import Panel, register


@register
def came_in(case: Case, user: User) -> Panel | None:
    """The form, and the code that was scanned. One query for a case that came in by a form, none for another."""
    if case.intake_page_id is None:
        return None
    rows = FormSubmission.objects.select_related("page", "code__worksite", "code__equipment")
    sent = rows.filter(Q(case=case) | Q(further=case)).distinct().first()
    if sent is None:
        return None
    code = sent.code if user.has_perm("intake.view_qrcode") else None
    reads = user.has_perm("intake.view_formsubmission")
    context = {
        "page": sent.page,
        "page_url": reverse("wagtailforms:list_submissions", args=[sent.page_id]) if reads else "",
        "code": code,
        "together": together(sent, case, user),
        "code_url": reverse("qr-codes:inspect", args=[code.pk]) if code else "",
    }
    return Panel(_("How it came in"), "intake/panels/submission.html", context)


@register
def code_of_its_own(case: Case, user: User) -> Panel | None:
    """For who may make codes: those of this very case, and a way to one. One query."""
    if case.worksite_id is None or not user.has_perm("intake.add_qrcode"):
        return None
    made = QrCode.objects.visible_to(user).valid().filter(case=case).only("short_number")
    codes = [(code.short_number, reverse("qr-codes:inspect", args=[code.pk])) for code in made[:5]]
    here = reverse("cases:room", args=[case.pk])
    return Panel(_("QR code of the case"), "intake/panels/own_code.html", {"codes": codes, "url": make_url(case, here)})


def together(sent: FormSubmission, case: Case, user: User) -> list[tuple[Case, str]]:
    """The other cases of the same form that the person sees, with their pages."""
    rows = Case.objects.visible_to(user).filter(Q(submission=sent) | Q(further_of=sent)).exclude(pk=case.pk)
    return [(one, own_path(one, user)) for one in rows.order_by("pk").distinct()]
