"""The site's addresses and three floors: the least that a page of its kind could cost on the same server."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template import engines
from django.urls import path

from serva.urls import urlpatterns as of_the_site
from workflows.models import Case, Job

TABLE = engines["django"].from_string(
    "<!doctype html><title>Floor</title><p>{{ user }}</p><table>{% for case in cases %}<tr><td>{{ case.pk }}</td>"
    "<td>{{ case.title }}</td><td>{{ case.status }}</td></tr>{% endfor %}</table>"
)
FORM = engines["django"].from_string('<form method="post">{% csrf_token %}<button>Post</button></form>')


def floor_list(request: HttpRequest, rows: int) -> HttpResponse:
    """One indexed query, one template; naming the user makes it read the session."""
    cases = Case.objects.order_by("-pk").only("pk", "title", "status")[:rows]
    return HttpResponse(TABLE.render({"cases": cases, "user": request.user}))


def floor_post(request: HttpRequest) -> HttpResponse:
    """One bare insert."""
    if request.method != "POST":
        return HttpResponse(FORM.render({}, request))
    Job.objects.create(kind="floor", title="floor", user_id=1)
    return HttpResponseRedirect("/floor/list/50/")


def floor_admin(request: HttpRequest) -> HttpResponse:
    """An empty page of the Wagtail admin."""
    return render(request, "wagtailadmin/generic/base.html", {"page_title": "Floor"})


urlpatterns = [
    path("floor/list/<int:rows>/", floor_list),
    path("floor/post/", floor_post),
    path("admin/floor/", floor_admin),
    *of_the_site,
]
