"""The two pages that most visitors open, found by their address in one query. Wagtail walks down the tree to them."""

from django.db.models import Exists
from django.http import HttpRequest, HttpResponse
from wagtail import views
from wagtail.models import Page, PageViewRestriction
from wagtail.url_routing import RouteResult

from forms.models import IntakeFormPage
from forms.models.form_page import UNSEEN
from website.models import HomePage
from website.roots import only_root
from workflows.prepared import Prepared

FORMS, HOMES = (
    Prepared(
        lambda path, model=model: (
            model.objects.order_by()  # type: ignore[misc]
            .defer(*UNSEEN)
            .annotate(some_are_restricted=Exists(PageViewRestriction.objects.all()))
            .filter(live=True, url_path=path)[:1]
        ),
        "?",
    )
    for model in (IntakeFormPage, HomePage)
)


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Wagtail's own view, told the page where it is one of ours. Who may not see a page is asked anew each time."""
    if (page := found(path)) is not None:
        request._wagtail_route_for_request = RouteResult(page)  # type: ignore[attr-defined]
    return views.serve(request, path)  # type: ignore[no-any-return]


def found(path: str) -> Page | None:
    """None also when it is not for us to say: several sites, or a page of another kind."""
    root = only_root()
    if root is None:
        return None
    page: Page | None = next(iter((FORMS if path else HOMES)(root.url_path + path)), None)
    if page is not None and not page.some_are_restricted:
        page.get_view_restrictions = PageViewRestriction.objects.none
    return page
