from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from workflows.actions.close_log_in import close_log_in
from workflows.actions.open_log_in import open_log_in
from workflows.errors import NotPossible
from workflows.excel.contact import ContactResource
from workflows.models import Contact, Customer, Worksite
from workflows.viewsets.addresses import StaffRequest, allowed, as_id
from workflows.viewsets.base import RegisterForm, RegisterViewSet
from workflows.viewsets.filters import ActiveFilter, RegisterFilterSet, customer_filter
from workflows.viewsets.listing import RelatedColumn, StateColumn
from workflows.viewsets.register_views import RegisterDeleteView, RegisterEditView


class ContactFilters(RegisterFilterSet):
    customer = customer_filter()
    is_active = ActiveFilter()

    class Meta:
        model = Contact
        fields: list[str] = []


class ContactForm(RegisterForm):
    """Offers the worksites of the customer that is known; none before one is chosen and saved."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["worksites"]
        customer = self.known_customer()
        field.queryset = field.queryset.filter(customer=customer) if customer else Worksite.objects.none()
        if customer is None:
            field.help_text = gettext("Choose them after the contact person has been saved.")

    def known_customer(self) -> Customer | None:
        if self.is_bound:
            pk = as_id(self.data.get(self.add_prefix("customer"), ""))
        else:
            pk = self.instance.customer_id or as_id(str(self.initial.get("customer", "")))
        return self.fields["customer"].queryset.filter(pk=pk).first()


class LogInView(View):
    """POST `open` or `close`, then back to the contact person."""

    def post(self, request: StaffRequest, pk: int) -> HttpResponse:
        if not allowed(request.user, "change", Contact):
            raise PermissionDenied
        contact = get_object_or_404(Contact.objects.visible_to(request.user), pk=pk)
        if "close" in request.POST:
            close_log_in(contact)
            messages.success(request, gettext("%(name)s cannot log in any more.") % {"name": contact.name})
        else:
            self.open(request, contact)
        return HttpResponseRedirect(reverse("contacts:edit", args=[pk]))

    def open(self, request: StaffRequest, contact: Contact) -> None:
        try:
            user = open_log_in(contact)
        except NotPossible as error:
            messages.error(request, str(error))
        else:
            told = {"name": contact.name, "email": user.email}
            messages.success(request, gettext("%(name)s can log in with a code sent to %(email)s.") % told)


class ContactEditView(RegisterEditView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        contact = self.object
        moved = contact.user is not None and contact.email and contact.user.email != contact.email.lower()
        return super().get_context_data(**kwargs) | {"moved": moved}


class ContactDeleteView(RegisterDeleteView):
    def delete_action(self) -> None:
        close_log_in(self.object)
        super().delete_action()


class ContactViewSet(RegisterViewSet):
    model = Contact
    icon = "user"
    edit_view_class = ContactEditView
    delete_view_class = ContactDeleteView
    list_display = [
        "name",
        RelatedColumn("customer", label=_("Customer"), sort_key="customer__name"),
        "email",
        "phone",
        "scope",
        StateColumn(),
    ]
    list_related = ("customer",)
    ordering = ["name", "pk"]
    search_fields = ["name", "email", "phone", "customer__name"]
    filterset_class = ContactFilters
    resource_class = ContactResource
    can_import = True
    form_class = ContactForm
    inspect_view_fields = [
        "name", "customer", "email", "phone", "language", "scope", "worksites", "user", "is_active"
    ]  # fmt: skip
    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("name"), FieldPanel("customer")]),
                FieldRowPanel([FieldPanel("email"), FieldPanel("phone"), FieldPanel("language")]),
                FieldPanel("is_active"),
            ],
            heading=_("Contact person"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("scope", widget=forms.RadioSelect),
                FieldPanel("worksites", widget=forms.CheckboxSelectMultiple, classname="s-checks"),
            ],
            heading=_("Sees in the portal"),
        ),
    ]

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("log-in/<int:pk>/", LogInView.as_view(), name="log_in")]


contacts = ContactViewSet("contacts")
