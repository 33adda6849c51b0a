from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from forms import embedding, reception
from forms.models import FormSubmission, QrCode
from forms.models.form_page import UNSEEN
from workflows.links import one_case
from workflows.models import CaseLink
from workflows.prepared import Prepared

UNSEEN_HERE = [
    *(f"page__{name}" for name in [*UNSEEN, "thanks_sv", "thanks_en"]),
    *("worksite__access_notes", "created_by", "created_at", "replaced_by", "last_scanned_at", "scans", "label_text"),
]


hung_up = Prepared(lambda token: QrCode.objects.for_page().defer(*UNSEEN_HERE).filter(token=token), "?")


def code_of(token: str) -> QrCode:
    """With what its page shows, and no more."""
    for code in hung_up(token):
        return code
    raise Http404


@require_http_methods(["GET", "HEAD", "POST"])
def scan(request: HttpRequest, token: str) -> HttpResponse:
    """What hangs on the wall: where one is, and the form of that place."""
    code = code_of(token) if request.method == "GET" else get_object_or_404(QrCode.objects.for_page(), token=token)
    if code.is_revoked or not code.page.live:
        response = render(request, "intake/revoked.html", {"code": code}, status=410)
        response["X-Robots-Tag"] = "noindex"
        return response
    if request.method == "GET":
        code.count_scan()
    return reception.receive(request, code.page, code)


@never_cache
@require_safe
def receipt(request: HttpRequest, token: str) -> HttpResponse:
    response = render(request, "intake/receipt.html", receipt_of(request, token))
    response["X-Robots-Tag"] = "noindex"
    return response


def receipt_of(request: HttpRequest, token: str) -> dict[str, Any]:
    """What a receipt shows, to whoever has the link of the case."""
    link = CaseLink.objects.valid().select_related("case__worksite").filter(token=token).first()
    if link is None:
        raise Http404
    sent = FormSubmission.objects.select_related("page", "code").filter(case=link.case_id).first()
    return {
        "page": sent.page if sent else None,
        "case": link.case,
        "case_path": reverse("case_link:case", args=[link.token]),
        "case_url": one_case(link),
        "again_path": again(request, sent),
    }


def again(request: HttpRequest, sent: FormSubmission | None) -> str:
    """Where one reports something else: at the same place, if one stood before a code."""
    if sent is None or not sent.page.live:
        return ""
    if embedding.is_embedded(request):
        return embedding.address(request, "form", sent.page.slug)
    if sent.code is not None and not sent.code.is_revoked:
        return reverse("intake:scan", args=[sent.code.token])
    return sent.page.url or ""


@require_safe
def received(request: HttpRequest) -> HttpResponse:
    """For what was posted once more after its link had been revoked: it says nothing of any case."""
    return render(request, "intake/received.html")
