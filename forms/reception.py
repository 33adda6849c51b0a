"""Where a form is handed out and taken back: one way for a page of the website and for a scanned code."""

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from forms import audience, embedding, following, limits, opened, proof, robots
from forms.audience import Answer
from forms.blank import BlankForm, questions_of
from forms.form import KEY, OPENED, IntakeForm
from forms.here import Found
from forms.models.qr_code import QrCode
from forms.models.stopped import Reason, count_stopped
from forms.steps import goes_on
from forms.taking import (
    WELL_FORMED,
    Refusal,
    Taken,
    case_of,
    held_back,
    make_case,
    new_key,
    too_much,
    wait,
)
from workflows.limits import Limit
from workflows.models import Case

if TYPE_CHECKING:
    from forms.models import IntakeFormPage

STATUS = {Refusal.TOO_MUCH: 429, Refusal.ERRORS: 200, Refusal.NOBODY_ANSWERS: 503}


def receive(request: HttpRequest, page: "IntakeFormPage", code: QrCode | None = None) -> HttpResponse:
    """GET hands out a form with a key of its own; POST takes it, and goes on to the receipt.

    However often a form is posted (double click, back, retry, another tab): one case, the same receipt.
    """
    is_preview = getattr(request, "is_preview", False)
    if request.method != "POST":
        if not is_preview and (refusal := refused(request, page, code)):
            return refusal
        if not request.user.is_authenticated and not is_preview:
            return answer(request, BlankForm(page, code, new_key()))
        wish = request.GET.get("worksite", "")
        form = page.get_form(page=page, user=request.user, code=code, key=new_key(), worksite_id=wish)
        return answer(request, form)
    key = request.POST.get(KEY, "")
    if (before := case_of(key)) is not None:
        return to_receipt(request, before)
    found = audience.asked(page, request.user, at_a_code=code is not None, sending=True)
    return turned_away(request, page, code, found) or take_back(request, page, code, key, found)


def refused(request: HttpRequest, page: "IntakeFormPage", code: QrCode | None) -> HttpResponse | None:
    """Instead of the form, for whom it is not, or not now."""
    found = audience.asked(page, request.user, at_a_code=code is not None)
    if found is Answer.OPEN:
        return None
    if found is Answer.MISSING:
        raise Http404
    if found is Answer.LOG_IN:
        return redirect_to_login(request.get_full_path())
    context = page.get_context(request) | {"needs_code": found is Answer.NEEDS_CODE, "code": code}
    response = TemplateResponse(request, "intake/closed.html", context)
    patch_cache_control(response, private=True, no_cache=True)
    return response


def turned_away(
    request: HttpRequest, page: "IntakeFormPage", code: QrCode | None, found: Answer
) -> HttpResponse | None:
    """Whom the form was never handed out to sees nothing of it, whatever else is wrong with the post."""
    if found is Answer.OPEN:
        return None
    was_handed_out = opened.age(page.pk, request.POST.get(KEY, ""), request.POST.get(OPENED, "")) is not None
    if was_handed_out and found in (Answer.LOG_IN, Answer.CLOSED):
        return None
    limits.count_refused(request)
    return refused(request, page, code)


def not_taken(request: HttpRequest, form: IntakeForm, found: Answer) -> HttpResponse | None:
    """What was typed stays on the page: a log-in can run out, and a form close, while somebody writes."""
    if found is Answer.OPEN:
        return None
    limits.count_refused(request)
    if found is Answer.LOG_IN:
        form.is_valid()
        form.remember_photos()
        form.refuse(_("You are no longer logged in. Log in in another tab, come back and send again."))
        return answer(request, form, status=403, log_in=f"{reverse('account_login')}?next={quote(request.path)}")
    form.refuse(_("This form is closed. Copy what you have written if you need it."))
    return answer(request, form, status=403)


def take_back(
    request: HttpRequest, page: "IntakeFormPage", code: QrCode | None, key: str, found: Answer
) -> HttpResponse:
    is_key = WELL_FORMED.fullmatch(key) is not None
    form = page.get_form(
        request.POST,
        request.FILES,
        page=page,
        user=request.user,
        code=code,
        key=key if is_key else new_key(),
        questions=questions_of(page),
    )
    wanted = limits.of(request, page, code)
    full, is_pressed = limits.pressure(wanted)
    if full:
        return told(request, too_much(form, full))
    is_step = goes_on(form)
    reason = robots.known(request, form, is_key=is_key) or (
        None if is_step else robots.hurried(request, form, is_pressed)
    )
    if reason is not None:
        return stop(request, form, reason, wanted)
    if (refusal := not_taken(request, form, found)) is not None:
        return refusal
    if getattr(request, "is_stale", False):  # serva.csrf
        limits.count_refused(request)
        form.full_clean()
        form.remember_photos()
        form.refuse(_("The page had been open for too long. Everything is still here: send it once more."))
        return answer(request, form, status=403)
    if following.FOLLOW in request.POST:
        limits.count_refused(request)
        return following.follow(request, form)
    if (held := held_back(request, form)) is not None:
        return told(request, held)
    if asked := following.to_ask_about(request, form):
        limits.count_refused(request)
        form.remember_photos()
        return answer(request, form, asked=asked)
    if is_step and (reason := robots.hurried(request, form, is_pressed)) is not None:
        return stop(request, form, reason, wanted)
    return told(request, make_case(form, wanted))


def told(request: HttpRequest, taken: Taken) -> HttpResponse:
    if taken.case is not None:
        return to_receipt(request, taken.case)
    return answer(request, taken.form, status=STATUS[taken.refusal or Refusal.ERRORS])


def stop(request: HttpRequest, form: IntakeForm, reason: Reason, wanted: list[Limit]) -> HttpResponse:
    """Nothing is lost: a person sends once more and gets through."""
    limits.count_refused(request)
    count_stopped(form.page.pk, form.code, reason)
    if reason in (Reason.TOO_SOON, Reason.PROOF):
        form.look_at_photos()
        form.remember_photos()
    if reason == Reason.TOO_SOON:
        form.refuse(_("That was quick! Look it through once more and send it again."))
    elif reason == Reason.PROOF:
        form.refuse(_("Much has come in just now, so we check that you are no robot. Nothing that you wrote is lost."))
        return answer(request, form, status=429, task=proof.task_for(form.key), task_wait=wait(wanted))
    else:
        form.refuse(_("The form could not be taken as it was. Look it through and send it again."))
    return answer(request, form, status=400)


def answer(
    request: HttpRequest, form: IntakeForm | BlankForm, status: int = 200, asked: Found | None = None, **more: Any
) -> HttpResponse:
    about = following.shown(request, form, asked) | embedding.context(request)
    context = form.page.get_context(request) | {"form": form, "code": form.code, **about, **more}
    response = TemplateResponse(request, form.page.get_template(request), context, status=status)
    # Not "no-store": going back must show this same form, with what was typed and its key.
    patch_cache_control(response, private=True, no_cache=True)
    if form.code is not None:
        response["X-Robots-Tag"] = "noindex"
    return response


def to_receipt(request: HttpRequest, case: Case) -> HttpResponse:
    """The receipt lies under the case's own link: its number alone opens nothing."""
    link = case.receipt_link
    if link is None:  # revoked since; the case has been received all the same
        return HttpResponseRedirect(embedding.address(request, "received"))
    return HttpResponseRedirect(embedding.address(request, "receipt", link.token))
