import re
from typing import Any

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.wagtail_hooks import check_view_restrictions

from accounts.models import User
from forms import embedding, following, limits, reception
from forms.here import open_at
from forms.models import FormSubmission, QrCode
from forms.models.form_page import UNSEEN
from forms.models.qr_code import as_printed
from workflows.limits import within
from workflows.links import one_case, place_card
from workflows.models import Case, CaseLink
from workflows.prepared import Prepared
from workflows.viewsets.addresses import as_id

REPORT = "report"  # staff ask for the form, which a scan would not show them
ROBOT = re.compile(r"bot\b|crawler|spider|preview|facebookexternalhit|whatsapp|slurp", re.IGNORECASE)
UNKNOWN = _("There is no label with this number. Look once more: three letters or digits, then four.")
TOO_MANY = _("Many numbers were tried from your network just now. Wait some minutes, then try again.")
UNSEEN_HERE = [
    *(f"page__{name}" for name in [*UNSEEN, "thanks_sv", "thanks_en"]),
    *("worksite__access_notes", "created_by", "created_at", "last_scanned_at", "scans", "label_text"),
]


hung_up = Prepared(lambda token: QrCode.objects.for_scan().defer(*UNSEEN_HERE).filter(token=token), "?")


def code_of(token: str) -> QrCode:
    """With what its page shows, and no more."""
    for code in hung_up(token):
        return code
    raise Http404


@require_http_methods(["GET", "HEAD", "POST"])
def scan(request: HttpRequest, token: str) -> HttpResponse:
    """What hangs on the wall: where one is, and the form of that place."""
    code = code_of(token) if request.method == "GET" else get_object_or_404(QrCode.objects.for_scan(), token=token)
    if code.is_revoked:
        return gone(request, code)
    reports = REPORT in request.GET
    if request.method == "GET" and not reports and is_a_look(request):
        code.count_scan()
    if request.method != "POST" and not reports and works_in_the_field(request.user):
        return HttpResponseRedirect(place_card(code.worksite_id, code.short_number))
    if not code.page.live:
        return gone(request, code)
    if code.some_are_restricted:  # type: ignore[attr-defined]
        return check_view_restrictions(lambda page, *_serving: reception.receive(request, page, code))(
            code.page, request, [], {}
        )
    return reception.receive(request, code.page, code)


def gone(request: HttpRequest, code: QrCode) -> HttpResponse:
    """Says that it is no longer in use, and never where its successor leads."""
    context = {"code": code, "is_replaced": code.replaced_by_id is not None}
    response = render(request, "intake/revoked.html", context, status=410)
    response["X-Robots-Tag"] = "noindex"
    return response


def is_a_look(request: HttpRequest) -> bool:
    """Not what a browser fetches ahead, and not the preview that a chat or a search engine makes."""
    purpose = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    return "prefetch" not in purpose and ROBOT.search(request.headers.get("User-Agent", "")) is None


def works_in_the_field(user: User | AnonymousUser) -> bool:
    return user.is_authenticated and user.has_perms(["workflows.work_cases", "workflows.view_worksite"])


@never_cache
@require_safe
def by_number(request: HttpRequest) -> HttpResponse:
    """The number below the code, typed by hand where the code cannot be read. It leads where the scan would.

    Guessing is hopeless (31^7 numbers) and limited by network; what is unknown answers like what is misspelt.
    """
    typed = request.GET.get("number", "")[:40]
    context: dict[str, object] = {"typed": typed}
    if not typed.strip():
        return number_page(request, context)
    if not limits.may_look_up(request):
        return number_page(request, context | {"wrong": TOO_MANY}, status=429)
    code = QrCode.objects.filter(short_number=as_printed(typed)).only("token").first()
    if code is None:
        return number_page(request, context | {"wrong": UNKNOWN}, status=404)
    onward = f"?{REPORT}=1" if REPORT in request.GET else ""
    return HttpResponseRedirect(reverse("intake:scan", args=[code.token]) + onward)


def number_page(request: HttpRequest, context: dict[str, object], status: int = 200) -> HttpResponse:
    response = render(request, "intake/by_number.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response


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
        "further": further_of(sent, link),
    }


def further_of(sent: FormSubmission | None, link: CaseLink) -> list[tuple[Case, str]]:
    """Further cases of the same form with their pages, for the sender's own link; whoever got another sees its case."""
    if sent is None or link.case.receipt_link != link:
        return []
    cases = sent.further.order_by("pk")
    links = [(case, case.receipt_link) for case in cases]
    return [(case, reverse("case_link:case", args=[own.token]) if own else "") for case, own in links]


def again(request: HttpRequest, sent: FormSubmission | None) -> str:
    """Where one reports something else: at the same place, if one stood before a code."""
    if sent is None or not sent.page.live:
        return ""
    if embedding.is_embedded(request):
        return embedding.address(request, "form", sent.page.slug)
    if sent.code is not None and not sent.code.is_revoked:
        return reverse("intake:scan", args=[sent.code.token])
    return sent.page.url or ""


@login_required
@never_cache
@require_safe
def open_at_a_place(request: HttpRequest) -> HttpResponse:
    """A piece of a form, for here.js: empty where she sees nothing open, or no such place."""
    user: User = request.user  # type: ignore[assignment]
    worksite = as_id(request.GET.get("worksite", ""))
    if worksite is None:
        return HttpResponse()
    if not within("open at a place", str(user.pk), **following.LOOKS):
        return HttpResponse(status=429)
    found = open_at(user, worksite, as_id(request.GET.get("category", "")))
    context = {"open_here": found, "follows": following.may_follow(request)}
    return render(request, "intake/open_here.html", context) if found else HttpResponse()


@require_safe
def received(request: HttpRequest) -> HttpResponse:
    """For what was posted once more after its link had been revoked: it says nothing of any case."""
    return render(request, "intake/received.html")
