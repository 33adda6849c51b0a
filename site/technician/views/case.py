from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from technician import case_page
from technician.gate import find, for_field
from workflows.serving import serve


@for_field
@require_safe
def case(request: HttpRequest, pk: int) -> HttpResponse:
    return case_page.show(request, find(request, pk))


@for_field
@require_safe
def file(request: HttpRequest, pk: int, attachment: int, thumbnail: bool = False) -> HttpResponseBase:
    found = get_object_or_404(find(request, pk).attachments, pk=attachment)  # type: ignore[attr-defined]
    return serve(found, thumbnail=thumbnail)
