"""What an administrator is told of a form that was saved. Nothing of it is wrong, but it may surprise."""

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from forms.fields import AT_A_PLACE, question_type
from forms.models import IntakeFormPage, QrCode


def warn_of(request: HttpRequest, page: Page) -> None:
    if not isinstance(page, IntakeFormPage):
        return
    if labels := open_to_strangers(page):
        listed = ", ".join(_("“%(label)s”") % {"label": label} for label in labels)
        words = _("%(questions)s: only who is logged in is offered rows of the register. Strangers answer in words.")
        messages.warning(request, words % {"questions": listed})
    if page.audience in page.LOGGED_IN and QrCode.objects.valid().filter(page=page).exists():
        messages.warning(request, _("Codes open this form. Who is not logged in has to log in after the scan."))


def open_to_strangers(page: IntakeFormPage) -> list[str]:
    """Labels of the questions that read a register, and that somebody may be asked without logging in."""
    if page.audience in page.LOGGED_IN:
        return []
    said = AT_A_PLACE if page.audience == page.Audience.CODE else frozenset()
    asked = [one for one in page.questions.all() if one.maps_to not in said]
    return [one.label_sv for one in asked if question_type(one.field_type).reads_register]
