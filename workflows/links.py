"""Addresses of the faces above, for mails, papers and timelines. Alone in knowing their names."""

from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse

from accounts.models import User
from workflows.models import Case, CaseLink, ChecklistTemplate


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


def api_form(slug: str) -> str:
    return absolute(reverse("api:form", args=[slug]))


def api_docs() -> str:
    return absolute(reverse("api:openapi-view"))
