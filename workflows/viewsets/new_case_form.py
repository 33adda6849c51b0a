"""What the office fills in while somebody is on the phone: found or new, customer, worksite and contact person."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workflows.category_tree import CategoryTree
from workflows.models import Case, Category, Contact, Customer, Priority, Worksite
from workflows.uploads import FilesField
from workflows.viewsets.addresses import allowed
from workflows.viewsets.days import MomentField
from workflows.viewsets.lookup import LookupField, look_as
from workflows.writing import OnceForm

NEW: dict[str, tuple[type, tuple[str, ...]]] = {
    "customer": (Customer, ("customer_name", "customer_number")),
    "worksite": (Worksite, ("worksite_street", "worksite_postal_code", "worksite_city", "worksite_name")),
    "contact": (Contact, ("contact_name", "contact_phone", "contact_email")),
}


class NewCaseForm(OnceForm):
    worksite = LookupField("worksites", label=_("Worksite"), required=False, help_text=_("Address, name or customer."))
    worksite_street = forms.CharField(label=_("Street"), max_length=120, required=False)
    worksite_postal_code = forms.CharField(label=_("Postal code"), max_length=10, required=False)
    worksite_city = forms.CharField(label=_("City"), max_length=60, required=False)
    worksite_name = forms.CharField(
        label=_("Name of the worksite"),
        max_length=120,
        required=False,
        help_text=_("Leave it empty to use the street."),
    )
    place = forms.CharField(
        label=_("Or where, in words"), max_length=200, required=False, help_text=_("When it is no worksite of ours.")
    )
    equipment = LookupField("equipment", label=_("Equipment"), required=False, help_text=_("A lift, a door …"))

    customer = LookupField("customers", label=_("Customer"), required=False, help_text=_("Name or number."))
    customer_name = forms.CharField(label=_("Name of the customer"), max_length=120, required=False)
    customer_number = forms.CharField(
        label=_("Customer number"),
        max_length=30,
        required=False,
        help_text=_("Leave it empty to get the next free one."),
    )

    contact = LookupField("contacts", label=_("Who calls"), required=False, help_text=_("Name, phone or e-mail."))
    contact_name = forms.CharField(label=_("Name"), max_length=120, required=False)
    contact_phone = forms.CharField(
        label=_("Phone"), max_length=40, required=False, widget=forms.TextInput(attrs={"type": "tel"})
    )
    contact_email = forms.EmailField(
        label=_("E-mail"), required=False, help_text=_("Then the caller gets a receipt and can follow the case.")
    )

    title = forms.CharField(
        label=_("What is it about?"),
        max_length=140,
        error_messages={"required": _("Say in a few words what it is about.")},
    )
    description = forms.CharField(
        label=_("Description"), max_length=20_000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    category = forms.ModelChoiceField(Category.objects.none(), label=_("Category"), required=False)
    priority = forms.TypedChoiceField(label=_("Priority"), coerce=int, required=False, empty_value=None)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    finish_by = MomentField(label=_("Promised by"))
    order_number = forms.CharField(label=_("Customer's order number"), max_length=50, required=False)
    files = FilesField(label=_("Photos or PDF"))  # type: ignore[assignment]

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        categories = Category.objects.visible_to(user)
        self.fields["category"].queryset = categories  # type: ignore[attr-defined]
        self.fields["category"].choices = [("", "–"), *CategoryTree(categories).choices()]  # type: ignore[attr-defined]
        words = [(value, capfirst(label)) for value, label in Priority.choices]
        self.fields["priority"].choices = [("", gettext("As the category says")), *words]  # type: ignore[attr-defined]
        kinds = (Case.Kind.REQUEST, Case.Kind.DEVIATION, Case.Kind.ORDER)
        self.fields["kind"].choices = [(kind.value, capfirst(kind.label)) for kind in kinds]  # type: ignore[attr-defined]
        for model, names in NEW.values():
            if not allowed(user, "add", model):
                for name in names:
                    del self.fields[name]
        look_as(self, user)
        if not self.is_bound:  # somebody is on the phone: type at once
            self.fields["worksite"].widget.attrs["autofocus"] = True

    def wants_new(self, what: str) -> bool:
        return any(self.cleaned_data.get(name) for name in NEW[what][1])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for what in NEW:
            if cleaned.get(what) and self.wants_new(what):
                self.add_error(what, _("You have both chosen one and written a new one. Take one of them away."))
        self.check_customer(cleaned)
        self.check_where(cleaned)
        self.check_contact(cleaned)
        return cleaned

    def check_customer(self, cleaned: dict[str, Any]) -> None:
        worksite, customer = cleaned.get("worksite"), cleaned.get("customer")
        if self.wants_new("customer") and not cleaned.get("customer_name"):
            self.add_error("customer_name", _("What is the customer called?"))
        number = cleaned.get("customer_number")
        if number and Customer.objects.filter(number=number).exists():
            self.add_error("customer_number", _("Another customer has this number."))
        if worksite and (self.wants_new("customer") or (customer and worksite.customer_id != customer.pk)):
            words = gettext("%(worksite)s belongs to %(customer)s.")
            self.add_error("customer", words % {"worksite": worksite, "customer": worksite.customer})

    def check_where(self, cleaned: dict[str, Any]) -> None:
        equipment, worksite = cleaned.get("equipment"), cleaned.get("worksite")
        if self.wants_new("worksite"):
            if not cleaned.get("worksite_street") and not cleaned.get("worksite_name"):
                self.add_error("worksite_street", _("Which street?"))
            if not self.has_customer(cleaned):
                self.add_error("customer", _("Whose worksite is it? Choose the customer, or write a new one."))
        elif not worksite and not cleaned.get("place") and "worksite" not in self.errors:
            self.add_error("worksite", _("Where is it? Choose a worksite, write a new one, or say it in words."))
        if equipment and (worksite is None or equipment.worksite_id != worksite.pk):
            self.add_error("equipment", _("This thing is at another worksite."))

    def check_contact(self, cleaned: dict[str, Any]) -> None:
        contact, customer = cleaned.get("contact"), self.customer_of(cleaned)
        if contact and (self.wants_new("customer") or (customer and contact.customer_id != customer.pk)):
            words = gettext("%(name)s belongs to %(customer)s.")
            self.add_error("contact", words % {"name": contact, "customer": contact.customer})
        if self.wants_new("contact") and not cleaned.get("contact_name"):
            self.add_error("contact_name", _("What is the caller's name?"))

    def customer_of(self, cleaned: dict[str, Any]) -> Customer | None:
        worksite = cleaned.get("worksite")
        return worksite.customer if worksite else cleaned.get("customer")

    def has_customer(self, cleaned: dict[str, Any]) -> bool:
        """One that is chosen or written; what is wrong with it is said already."""
        errors = {"customer", "worksite", "customer_name"} & set(self.errors)
        contact = cleaned.get("contact")
        return bool(errors or contact or self.customer_of(cleaned) or self.wants_new("customer"))
