from django.conf import settings
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import check_for_language
from django.views import View
from django.views.i18n import set_language

from accounts.landing import landing


class LandingView(LoginRequiredMixin, View):
    """The one address that knows where everybody's own pages are."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return HttpResponseRedirect(landing(request.user))


class SetLanguageView(View):
    """Remembers the language on the person when logged in, in a cookie otherwise."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        response = set_language(request)
        language = request.POST.get("language", "")
        if request.user.is_authenticated and language in dict(settings.LANGUAGES) and check_for_language(language):
            request.user.language = language
            request.user.save(update_fields=["language"])
        return response
