"""Addresses of the faces above, for mails, papers and timelines. Alone in knowing their names."""

from urllib.parse import urlencode, urljoin

from django.conf import settings
from django.core import signing
from django.urls import reverse

from accounts.models import User
from workflows.models import Case, CaseLink, ChecklistTemplate

SCANNED_SALT, SCANNED_FOR = "workflows.scanned", 12 * 3600  # seconds: a working day in front of one label


def absolute(path: str) -> str:
    return urljoin(settings.BASE_URL, path)


def own_path(case: Case, user: User) -> str:
    """Where this person reads and works on the case, without the host."""
    if user.has_perm("workflows.see_all_cases"):
        return reverse("cases:room", args=[case.pk])
    return reverse("technician:case" if user.has_perm("workflows.work_cases") else "portal:case", args=[case.pk])


def one_case(link: CaseLink) -> str:
    return absolute(reverse("case_link:case", args=[link.token]))


def room(case: Case) -> str:
    return absolute(reverse("cases:room", args=[case.pk]))


def portal_case(case: Case) -> str:
    return absolute(reverse("portal:case", args=[case.pk]))


def checklist_path(case: Case, template: ChecklistTemplate) -> str:
    """Where it is answered, without the host."""
    return reverse("technician:checklist", args=[case.pk, template.pk])


def field_work() -> str:
    return absolute(reverse("technician:work"))


def place_card(worksite_id: int, scanned: str = "") -> str:
    """The worksite's card for staff, without the host. `scanned`: the number of the label that led there, signed, so
    that what is kept as proof was scanned and not typed.
    """
    path = reverse("technician:place", args=[worksite_id])
    if not scanned:
        return path
    signed = signing.TimestampSigner(salt=SCANNED_SALT).sign(f"{worksite_id}.{scanned}")
    return f"{path}?{urlencode({'scan': signed})}"


def scanned_at(worksite_id: int, signed: str) -> str:
    """The number of the label that was scanned at this worksite lately; "" if none was."""
    try:
        said = signing.TimestampSigner(salt=SCANNED_SALT).unsign(signed, max_age=SCANNED_FOR)
    except signing.BadSignature:
        return ""
    place, _dot, number = said.partition(".")
    return number if place == str(worksite_id) else ""


def report_by_number(number: str) -> str:
    """The form behind a label, for staff whom a scan leads elsewhere."""
    return f"{reverse('intake:by_number')}?{urlencode({'number': number, 'report': 1})}"


def api_form(slug: str) -> str:
    return absolute(reverse("api:form", args=[slug]))


def api_docs() -> str:
    return absolute(reverse("api:openapi-view"))
