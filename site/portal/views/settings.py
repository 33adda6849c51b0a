from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from portal.forms import SettingsForm
from portal.gate import contact_of, for_customers


@for_customers
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    user: User = request.user  # type: ignore[assignment]
    form = SettingsForm(request.POST or None, instance=contact_of(request))
    if request.method == "POST" and form.is_valid():
        form.save()
        user.language = form.cleaned_data["language"]
        user.save(update_fields=["language"])
        with translation.override(user.language):
            messages.success(request, _("Your settings are saved."))
        return redirect("portal:settings")
    return render(request, "portal/settings.html", {"form": form}, status=422 if form.errors else 200)
