"""Codes for many worksites of a customer at once: first whose, then which, then they are there to be printed."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from accounts.models import User
from forms import codes
from forms.models import QrCode
from forms.viewsets.make_codes import LooksForm, to_printing
from forms.viewsets.person import person
from workflows.models import Customer, Worksite
from workflows.viewsets.addresses import as_id
from workflows.viewsets.choosers import customer_chooser

MOST_WORKSITES = 500
EACH = [
    ("", gettext_lazy("One for each worksite")),
    ("yes", gettext_lazy("One for each lift, door or other thing there")),
]


class CustomerForm(forms.Form):
    customer = forms.ModelChoiceField(
        label=gettext_lazy("Customer"), queryset=Customer.objects.none(), widget=customer_chooser.widget_class
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["customer"].queryset = Customer.objects.visible_to(user).active()  # type: ignore[attr-defined]


class WorksitesField(forms.ModelMultipleChoiceField):
    bare: set[int] = set()

    def label_from_instance(self, worksite: Any) -> str:
        address = worksite.address
        words = address if address.startswith(worksite.name) else f"{worksite.name}, {address}".rstrip(", ")
        return words if worksite.pk in self.bare else _("%(worksite)s (has a code)") % {"worksite": words}


class SeveralForm(LooksForm):
    worksites = WorksitesField(
        label=gettext_lazy("Worksites"), queryset=Worksite.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    each_thing = forms.TypedChoiceField(
        label=gettext_lazy("How many"),
        choices=EACH,
        coerce=bool,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, user: User, customer: Customer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Worksite.objects.visible_to(user).active().filter(customer=customer).order_by("name", "pk")
        self.fields["worksites"].queryset = rows  # type: ignore[attr-defined]
        self.initial["each_thing"] = ""
        if (first := self.initial["page"]) is not None:
            bare = codes.without_code(rows[:MOST_WORKSITES], first)
            self.initial["worksites"] = self.fields["worksites"].bare = bare  # type: ignore[attr-defined]

    def clean_worksites(self) -> Any:
        chosen = self.cleaned_data["worksites"]
        if len(chosen) > MOST_WORKSITES:
            raise forms.ValidationError(_("Choose at most %(most)d at a time.") % {"most": MOST_WORKSITES})
        return chosen


class SeveralView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    model = QrCode
    permission_required = "add"
    template_name = "intake/admin/qr_codes_several.html"
    page_title = gettext_lazy("Codes for several worksites")
    header_icon = "link"
    form_class = SeveralForm

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        codes_item = {"url": reverse("qr-codes:index"), "label": _("QR codes")}
        return [*self.breadcrumbs_items, codes_item, {"url": "", "label": self.get_page_title()}]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        number = as_id(request.GET.get("customer", ""))
        rows = Customer.objects.visible_to(person(request)).active()
        self.customer = rows.filter(pk=number).first() if number is not None else None

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.customer is None:
            return HttpResponseRedirect(reverse("qr-codes:several"))
        return super().post(request, *args, **kwargs)

    def get_form(self, form_class: Any = None) -> Any:
        return super().get_form(form_class) if self.customer else None

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user, "customer": self.customer}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = CustomerForm(self.request.GET if "customer" in self.request.GET else None, user=person(self.request))
        context = super().get_context_data(**kwargs) | {"customer_form": asked, "customer": self.customer}
        context["media"] = asked.media
        return context

    def form_valid(self, form: SeveralForm) -> HttpResponse:
        answers = dict(form.cleaned_data)
        made = codes.make_codes(answers.pop("page"), list(answers.pop("worksites")), by=person(self.request), **answers)
        return to_printing(self.request, made)
