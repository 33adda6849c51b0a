"""Where a form is handed out and taken back: one way for a page of the website and for a scanned code."""

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.cache import patch_cache_control

from forms import embedding
from forms.blank import BlankForm, questions_of
from forms.form import KEY, TRAP, IntakeForm
from forms.here import open_here
from forms.models.qr_code import QrCode
from forms.taking import WELL_FORMED, Refusal, case_of, new_key, take
from workflows.models import Case

if TYPE_CHECKING:
    from forms.models import IntakeFormPage

STATUS = {
    Refusal.TOO_MUCH: 429,
    Refusal.NOT_AS_IT_WAS: 400,
    Refusal.ERRORS: 200,
    Refusal.NOBODY_ANSWERS: 503,
}


def receive(request: HttpRequest, page: "IntakeFormPage", code: QrCode | None = None) -> HttpResponse:
    """GET hands out a form with a key of its own; POST takes it, and goes on to the receipt.

    However often a form is posted (double click, back, retry, another tab): one case, the same receipt.
    """
    if request.method != "POST":
        if not request.user.is_authenticated and not getattr(request, "is_preview", False):
            return answer(request, BlankForm(page, code, new_key()))
        wish = request.GET.get("worksite", "")
        form = page.get_form(page=page, user=request.user, code=code, key=new_key(), worksite_id=wish)
        return answer(request, form)
    key = request.POST.get(KEY, "")
    if (before := case_of(key)) is not None:
        return to_receipt(request, before)
    return take_back(request, page, code, key)


def take_back(request: HttpRequest, page: "IntakeFormPage", code: QrCode | None, key: str) -> HttpResponse:
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
    taken = take(request, form, as_it_was=is_key and not request.POST.get(TRAP))
    if taken.refusal is not None:
        return answer(request, form, status=STATUS[taken.refusal])
    assert taken.case is not None
    return to_receipt(request, taken.case)


def answer(request: HttpRequest, form: IntakeForm | BlankForm, status: int = 200) -> HttpResponse:
    context = form.page.get_context(request) | {
        "form": form,
        "code": form.code,
        "open_here": open_here(request.user, form.code),
        **embedding.context(request),
    }
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
