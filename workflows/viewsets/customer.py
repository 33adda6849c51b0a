from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from accounts.models import User
from workflows.excel.customer import CustomerResource
from workflows.models import Contact, Customer, Worksite
from workflows.viewsets.base import RegisterForm, RegisterViewSet
from workflows.viewsets.filters import ActiveFilter, RegisterFilterSet
from workflows.viewsets.listing import StateColumn
from workflows.viewsets.related import cases_of, in_use, table
from workflows.viewsets.service_level import level_filter, offer_levels


class CustomerFilters(RegisterFilterSet):
    service_level = level_filter()
    is_active = ActiveFilter()

    class Meta:
        model = Customer
        fields: list[str] = []


class CustomerForm(RegisterForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_levels(self)


class CustomerViewSet(RegisterViewSet):
    model = Customer
    icon = "group"
    list_display = ["name", "number", "organisation_number", "buyer_reference", StateColumn()]
    ordering = ["name", "pk"]
    search_fields = ["name", "number", "organisation_number", "invoice_email", "buyer_reference"]
    filterset_class = CustomerFilters
    resource_class = CustomerResource
    can_import = True
    form_class = CustomerForm
    inspect_view_fields = [
        "number", "name", "organisation_number", "buyer_reference", "service_level", "invoice_address", "invoice_email",
        "note", "is_active",
    ]  # fmt: skip
    panels = [
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("name"), FieldPanel("number"), FieldPanel("organisation_number")])],
            heading=_("Customer"),
        ),
        MultiFieldPanel(
            [FieldPanel("service_level")],
            heading=_("Agreement"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("invoice_address"),
                FieldRowPanel([FieldPanel("invoice_email"), FieldPanel("buyer_reference")]),
            ],
            heading=_("Invoice"),
        ),
        MultiFieldPanel([FieldPanel("note"), FieldPanel("is_active")], heading=_("In the house")),
    ]

    def related_to(self, thing: Any, user: User) -> list[Any]:
        contacts = Contact.objects.visible_to(user).filter(customer=thing).order_by("-is_active", "name", "pk")
        worksites = Worksite.objects.visible_to(user).filter(customer=thing).order_by("-is_active", "name", "pk")
        return [
            table(
                _("Contact persons"),
                contacts,
                {
                    _("Name"): lambda one: one.name,
                    _("E-mail"): lambda one: one.email,
                    _("Phone"): lambda one: one.phone,
                    _("Sees"): lambda one: capfirst(one.get_scope_display()),
                    _("State"): in_use,
                },
                user=user,
                parent=thing,
                link="customer",
                add_label=_("Add contact person"),
                empty=_("No contact person yet."),
            ),
            cases_of(thing, link="customer", user=user),
            table(
                _("Worksites"),
                worksites.select_related("contact"),
                {
                    _("Name"): lambda one: one.name,
                    _("Address"): lambda one: one.address,
                    _("Contact person"): lambda one: one.contact or "",
                    _("State"): in_use,
                },
                user=user,
                parent=thing,
                link="customer",
                add_label=_("Add worksite"),
                empty=_("No worksite yet."),
            ),
        ]


customers = CustomerViewSet("customers")
