from typing import Any

from allauth.account import views as allauth
from allauth.account.internal.stagekit import clear_login
from allauth.account.stages import LoginStage
from django.conf import settings
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views import View
from django.views.i18n import set_language

from accounts.forms import CodeRequestForm, PasswordLoginForm
from accounts.landing import landing
from accounts.models import User


class BeginsAnew:
    """Whoever sends another address or password means it, though a code for the first is still awaited."""

    request: HttpRequest

    def get_authenticated_redirect_url(self) -> str:
        """Wagtail sends those without access to the log-in; sent back there, they would go round for ever."""
        goes_to = str(super().get_authenticated_redirect_url())  # type: ignore[misc]
        user = self.request.user
        assert isinstance(user, User)
        is_shut = goes_to.startswith(reverse("wagtailadmin_home")) and not user.has_perm("wagtailadmin.access_admin")
        return landing(user) if is_shut else goes_to

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: LoginStage) -> HttpResponse | None:
        if request.method != "POST":
            return super()._redirect_to_pending_stage(request, stage)  # type: ignore[misc]
        clear_login(request)
        return None


class LoginView(BeginsAnew, allauth.LoginView):
    """One page, two forms: a code by mail for everybody, a password for staff."""

    template_name = "account/login.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        code_form = CodeRequestForm()
        if context["form"].is_bound:
            del code_form.fields["email"].widget.attrs["autofocus"]
        return {"code_form": code_form, "password_form": context["form"], **context}


class RequestCodeView(BeginsAnew, allauth.RequestLoginCodeView):
    """The same page again when the address was no address."""

    template_name = "account/login.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {"code_form": context["form"], "password_form": PasswordLoginForm(request=self.request), **context}


class LandingView(LoginRequiredMixin, View):
    """The one address that knows where everybody's own pages are."""

    def get(self, request: HttpRequest) -> HttpResponse:
        assert isinstance(request.user, User)
        return HttpResponseRedirect(landing(request.user))


class SetLanguageView(View):
    """Remembers the language on the person when logged in, in a cookie too."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        language = request.POST.get("language", "")
        if request.user.is_authenticated and language in dict(settings.LANGUAGES):
            request.user.language = language
            request.user.save(update_fields=["language"])
        return set_language(request)
