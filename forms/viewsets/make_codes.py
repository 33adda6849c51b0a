"""Codes for what was chosen in a register's list, or for one single thing: worksites, equipment, schedules, cases."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.views.bulk_action import BulkAction

from accounts.models import User
from forms import codes
from forms.models import IntakeFormPage, QrCode
from forms.viewsets.found import found_in_list
from forms.viewsets.person import person
from forms.viewsets.print_labels import SHOWN
from workflows.models import Case, Equipment, Schedule, Worksite
from workflows.viewsets.addresses import allowed, as_id

MOST_CODES = 2_000
IN_ADDRESS = 100  # ids that an address bears


class LooksForm(forms.Form):
    """What all the new codes open, show and say."""

    page = forms.ModelChoiceField(label=gettext_lazy("Opens the form"), queryset=IntakeFormPage.objects.none())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pages = IntakeFormPage.objects.live().order_by("title", "pk")
        self.fields["page"].queryset = pages  # type: ignore[attr-defined]
        self.fields.update(forms.fields_for_model(QrCode, codes.LOOKS))
        self.initial.setdefault("page", pages.filter(kind=IntakeFormPage.Kind.DEVIATION).first() or pages.first())


class MakeCodes(BulkAction):
    display_name = gettext_lazy("Make QR codes")
    for_all = gettext_lazy("QR codes for all found")
    action_type = "make_codes"
    aria_label = gettext_lazy("Make QR codes for what is chosen")
    template_name = "intake/admin/make_codes.html"
    models = [Worksite, Equipment, Schedule, Case]
    form_class = LooksForm

    @classmethod
    def offered_to(cls, user: User) -> bool:
        return allowed(user, "add", QrCode)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user = person(request)
        if not self.offered_to(user) or not allowed(user, "view", self.model):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_actionable_objects(self) -> tuple[list[codes.Place], dict[str, list[Any]]]:
        """What each code will be of. What cannot have one (a case without a worksite) is passed over."""
        rows = self.model.objects.visible_to(person(self.request))
        ids = self.request.GET.getlist("id")
        if "all" in ids and self.model is not Case:
            rows = found_in_list(self.request, self.model, rows)
        else:
            rows = rows.filter(pk__in=[number for number in map(as_id, ids) if number is not None][:MOST_CODES])
        places = codes.places_of(self.model, rows.order_by("pk")[:MOST_CODES])[:MOST_CODES]
        if not places:
            raise Http404
        return places, {"items_with_no_access": []}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        items = context["items"]
        words = ngettext("%(count)d code", "%(count)d codes", len(items)) % {"count": len(items)}
        return context | {"words": words, "items": items[:SHOWN], "more": len(items[SHOWN:])}

    def form_valid(self, form: LooksForm) -> HttpResponse:
        places, _none = self.get_actionable_objects()
        looks = dict(form.cleaned_data)
        made = codes.make_codes_at(looks.pop("page"), places, by=person(self.request), **looks)
        return to_printing(self.request, made)


def to_printing(request: HttpRequest, made: list[QrCode]) -> HttpResponse:
    """One is shown; some go to be printed; many are found in the list as those of today, and printed from there."""
    words = ngettext("%(count)d code made.", "%(count)d codes made.", len(made)) % {"count": len(made)}
    messages.success(request, words)
    if len(made) == 1:
        return HttpResponseRedirect(reverse("qr-codes:inspect", args=[made[0].pk]))
    listed = f"{reverse('qr-codes:index')}?{urlencode({'made': today(), 'state': 'valid'})}"
    if not 0 < len(made) <= IN_ADDRESS:
        return HttpResponseRedirect(listed)
    query = urlencode([("id", code.pk) for code in made] + [("next", listed)])
    return HttpResponseRedirect(f"{reverse('wagtail_bulk_action', args=['intake', 'qrcode', 'print_labels'])}?{query}")


def today() -> date:
    return timezone.localdate()
