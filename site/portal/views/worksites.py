from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import User
from portal.gate import for_customers
from portal.views.cases import neighbours
from workflows.coming import coming_at
from workflows.models import Case, Worksite
from workflows.paging import page_of


@for_customers
@require_safe
def worksites(request: HttpRequest) -> HttpResponse:
    """Her worksites with how many cases are open there and what is coming."""
    user: User = request.user  # type: ignore[assignment]
    page = page_of(request, Worksite.objects.visible_to(user).active().order_by("name", "pk"))
    coming = coming_at(page, user)
    open_cases = Case.objects.visible_to(user).open().filter(worksite__in=[place.pk for place in page])
    counts = dict(open_cases.order_by().values_list("worksite").annotate(Count("pk")))
    rows = [(place, counts.get(place.pk, 0), coming[place.pk]) for place in page]
    context = {"page": page, "rows": rows, "this_year": timezone.localdate().year, **neighbours(request, page)}
    return render(request, "portal/worksites.html", context)
