"""The ready forms, to begin with one of them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from forms.models import IntakeFormPage
from forms.portable.library import ready_forms
from forms.portable.making import bring_in
from forms.portable.reading import read
from forms.viewsets.person import person
from forms.viewsets.portable import FormKeeperScreen, drafted


class LibraryView(FormKeeperScreen, TemplateView):
    template_name = "intake/admin/library.html"
    page_title = gettext_lazy("Ready forms")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kinds = dict(IntakeFormPage.Kind.choices)
        cards = [{"form": one, "kind": kinds[one.kind]} for one in ready_forms().values()]
        return super().get_context_data(**kwargs) | {"cards": cards}

    def post(self, request: HttpRequest) -> HttpResponse:
        chosen = ready_forms().get(request.POST.get("name", ""))
        if chosen is None:
            raise Http404
        found = read(chosen.raw, self.parent_page)
        return drafted(request, found, bring_in(found, self.parent_page, by=person(request)))
