"""What makes a post look like a robot's. Who is logged in has shown that she is none."""

from django.conf import settings
from django.http import HttpRequest

from forms import opened, proof
from forms.form import OPENED, PROOF, TRAP, IntakeForm
from forms.models.stopped import Reason


def known(request: HttpRequest, form: IntakeForm, *, is_key: bool) -> Reason | None:
    """Of any post. `is_key`: it came with one of ours."""
    if not is_key:
        return Reason.KEY
    if request.POST.get(TRAP):
        return Reason.TRAP
    if request.user.is_authenticated or not settings.FORM_SECONDS:
        return None
    waited = opened.age(form.page.pk, form.key, request.POST.get(OPENED, ""))
    return Reason.KEY if waited is None else None


def hurried(request: HttpRequest, form: IntakeForm, is_pressed: bool) -> Reason | None:
    """Of a post that would send the form: to turn its pages quickly is no haste."""
    if request.user.is_authenticated:
        return None
    if opened.too_soon(form.page.pk, form.key, request.POST.get(OPENED, "")):
        return Reason.TOO_SOON
    if is_pressed and not proof.holds(request.POST.get(PROOF, ""), form.key):
        return Reason.PROOF
    return None
