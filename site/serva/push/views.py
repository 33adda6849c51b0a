"""Phones and browsers that show notices: the worker that shows them, and which of them are whose."""

from pathlib import Path

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST, require_safe

from serva.push.forms import SubscriptionForm
from serva.push.log_out import login_of
from workflows.models import PushSubscription

WORKER = Path(__file__).with_name("worker.js")


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Asked for anew each time: a browser that kept an old one would show notices wrongly for ever."""
    answer = HttpResponse(WORKER.read_bytes(), content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    return answer


@require_POST
@login_required
def subscribe(request: HttpRequest) -> HttpResponse:
    """A browser has one person at a time: whoever turned notices on last."""
    form = SubscriptionForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=422)
    form.keep(request.user, login_of(request))  # type: ignore[arg-type]
    return HttpResponse(status=204)


@require_POST
@login_required
def unsubscribe(request: HttpRequest) -> HttpResponse:
    endpoint = request.POST.get("endpoint", "")[:1000].replace("\x00", "")
    PushSubscription.objects.filter(user=request.user, endpoint=endpoint).delete()  # type: ignore[misc]
    return HttpResponse(status=204)
