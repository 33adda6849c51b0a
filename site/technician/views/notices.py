from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from technician.gate import for_field, user_of
from workflows.notifications import inbox
from workflows.notifications.choosing import ChoiceForm, push_context


@for_field
@require_http_methods(["GET", "HEAD", "POST"])
def notices(request: HttpRequest) -> HttpResponse:
    """The bell's list; its buttons open one, or mark one or all as read."""
    if request.method == "POST":
        return redirect(inbox.mark(request, user_of(request)) or "technician:notices")
    return render(request, "technician/notices.html", inbox.listed(request, user_of(request)))


@for_field
@require_http_methods(["GET", "HEAD", "POST"])
def choices(request: HttpRequest) -> HttpResponse:
    form = ChoiceForm(user_of(request), request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("technician:notice_choices")
    context = {"form": form, **push_context(user_of(request))}
    return render(request, "technician/notice_choices.html", context, status=422 if form.errors else 200)
