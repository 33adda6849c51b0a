"""Addresses of the faces above, for mails, papers and timelines. Alone in knowing their names."""

from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse

from workflows.models import Case, CaseLink


def absolute(path: str) -> str:
    return urljoin(settings.BASE_URL, path)


def one_case(link: CaseLink) -> str:
    return absolute(reverse("case_link:case", args=[link.token]))


def portal_case(case: Case) -> str:
    return absolute(reverse("portal:case", args=[case.pk]))


def field_case(case: Case) -> str:
    return absolute(reverse("technician:case", args=[case.pk]))


def field_work() -> str:
    return absolute(reverse("technician:work"))


def admin_case(case: Case) -> str:
    return absolute(reverse("cases:room", args=[case.pk]))
