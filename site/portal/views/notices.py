from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from portal.gate import for_customers
from workflows.notifications import inbox
from workflows.notifications.choosing import ChoiceForm, push_context


@for_customers
@require_http_methods(["GET", "HEAD", "POST"])
def notices(request: HttpRequest) -> HttpResponse:
    """The bell's list; its buttons open one, or mark one or all as read."""
    user: User = request.user  # type: ignore[assignment]
    if request.method == "POST":
        return redirect(inbox.mark(request, user) or "portal:notices")
    return render(request, "portal/notices.html", inbox.listed(request, user))


@for_customers
@require_http_methods(["GET", "HEAD", "POST"])
def choices(request: HttpRequest) -> HttpResponse:
    user: User = request.user  # type: ignore[assignment]
    form = ChoiceForm(user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your settings are saved."))
        return redirect("portal:notice_choices")
    context = {"form": form, **push_context(user)}
    return render(request, "portal/notice_choices.html", context, status=422 if form.errors else 200)
