"""The whole site's addresses. What stands first wins: log-in before Wagtail, Wagtail's pages last."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.templatetags.static import static
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as wagtaildocs_urls

from accounts.views import LandingView, SetLanguageView
from api.v1 import api
from serva import site_history
from serva.admin_catalogue import admin_words
from website import routing


def page_image(request: HttpRequest, path: str) -> HttpResponseBase:
    return serve(request, path, document_root=str(settings.MEDIA_ROOT / "images"))


def avatar(request: HttpRequest, path: str) -> HttpResponseBase:
    """Portraits of staff, for staff."""
    return serve(request, path, document_root=str(settings.MEDIA_ROOT / "avatar_images"))


def favicon(request: HttpRequest) -> HttpResponse:
    """For browsers that ask before they have read any page of ours."""
    return HttpResponseRedirect(static("img/icon.svg"))


def not_here(request: HttpRequest) -> HttpResponse:
    raise Http404


to_login = RedirectView.as_view(pattern_name="account_login", query_string=True)
to_password_reset = RedirectView.as_view(pattern_name="account_reset_password")

urlpatterns = [
    # Wagtail's own two log-ins ask for no second factor: there is one log-in for everybody.
    path("admin/login/", to_login),
    path("_util/login/", to_login),
    re_path(r"^admin/password_reset/", to_password_reset),
    path("admin/failwhale/", not_here),  # Wagtail's, to see what an error looks like
    path("admin/reports/site-history/", include(site_history.urls())),
    path("admin/jsi18n/", admin_words, name="wagtailadmin_javascript_catalog"),
    path("admin/", include(wagtailadmin_urls)),
    path("accounts/", include("accounts.urls")),
    path("landing/", LandingView.as_view(), name="landing"),
    path("language/", SetLanguageView.as_view(), name="set_language"),
    path("q/", include("forms.urls")),
    path("forms/embed/", include("forms.embedded_urls")),
    path("api/v1/", api.urls),
    path("c/", include("portal.case_link_urls")),
    path("portal/", include("portal.urls")),
    path("field/", include("technician.urls")),
    path("push/", include("serva.push.urls")),
    path("", include("website.urls")),
    path("documents/", include(wagtaildocs_urls)),
    # Pictures of the public pages only. Case files have their own door, and documents Wagtail's.
    path("media/images/<path:path>", page_image),
    path("media/avatar_images/<path:path>", require_admin_access(avatar)),
    path("favicon.ico", favicon),
    re_path(wagtail_urls.serve_pattern, routing.serve, name="wagtail_serve"),
    path("", include(wagtail_urls)),
]
