"""Forms for senders whom nobody knows: programs, and pages of other websites. What is not for them is not there."""

from django.http import Http404
from django.utils import timezone
from wagtail.models import PageViewRestriction

from forms.audience import is_open
from forms.models import IntakeFormPage, QrCode

ANYBODY, CODE = IntakeFormPage.Audience.ANYBODY, IntakeFormPage.Audience.CODE


class Revoked(Exception):
    """The code hung on a wall once, and opens nothing any more. Answer 410."""


def form_for_anybody(slug: str, *, sending: bool = False) -> IntakeFormPage:
    """Two queries. Of several with the same address, the first of the tree that is open."""
    return open_form(slug, [ANYBODY], sending=sending)


def form_at(slug: str, token: str, *, sending: bool = False) -> tuple[IntakeFormPage, QrCode]:
    """The form of one place, for who has scanned its code."""
    code = None if "\x00" in token else QrCode.objects.for_page().filter(token=token).first()
    if code is None or code.page.slug != slug:
        raise Http404
    if code.is_revoked or not code.page.live:
        raise Revoked
    code.page = open_form(slug, [ANYBODY, CODE], sending=sending, pk=code.page_id)
    return code.page, code


def open_form(slug: str, audiences: list[str], *, sending: bool, **which: int) -> IntakeFormPage:
    if "\x00" in slug:  # no column holds it, and PostgreSQL will not look for it
        raise Http404
    now = timezone.now()
    pages = IntakeFormPage.objects.live().filter(slug=slug, audience__in=audiences, **which).order_by("path")
    page = next((one for one in pages if is_open(one, now, sending=sending)), None)
    if page is None or is_restricted(page):
        raise Http404
    return page


def is_restricted(page: IntakeFormPage) -> bool:
    """By Wagtail's own rules for pages: a password, a log-in."""
    kept = PageViewRestriction.objects.values_list("page__path", flat=True)
    return any(page.path.startswith(path) for path in kept)
