"""What the lookups of the case screens ask while somebody types."""

from django.http import Http404, HttpRequest, JsonResponse
from django.views.decorators.http import require_GET

from workflows.viewsets.addresses import as_id
from workflows.viewsets.case_gate import user_of
from workflows.viewsets.lookup import SOURCES, as_row, found

SHORTEST = 1


@require_GET
def find(request: HttpRequest, what: str) -> JsonResponse:
    """Rows that the person may see, at most OFFERED; `?customer=5` narrows where that makes sense."""
    source, user = SOURCES.get(what), user_of(request)
    if source is None or not user.has_perm("workflows.view_case"):
        raise Http404
    text = request.GET.get("q", "").replace("\x00", "").strip()
    narrow = [(name, pk) for name in source.narrowed_by if (pk := as_id(request.GET.get(name, ""))) is not None]
    if len(text) < SHORTEST and not narrow:
        return JsonResponse({"rows": []})
    return JsonResponse({"rows": [as_row(source, thing) for thing in found(source, user, text, narrow)]})
