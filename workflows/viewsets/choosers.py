"""Choosing a customer, a worksite, a contact, a thing or a colleague: one window each, for every admin form.

Wagtail's choosers list and name all rows for everybody; these know only what `visible_to` gives.
"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model, QuerySet
from django.urls import URLPattern
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import chooser as views
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.widgets.chooser import BaseChooser

from accounts.models import User
from workflows.models import Contact, Customer, Equipment, Worksite
from workflows.viewsets.addresses import StaffRequest, as_id
from workflows.viewsets.listing import RegisterPaginator, finding


class FindForm(BaseFilterForm):
    q = forms.CharField(
        label=_("Search"), max_length=100, required=False, widget=forms.TextInput(attrs={"placeholder": _("Search")})
    )

    def filter(self, objects: QuerySet) -> QuerySet:
        self.search_query = self.cleaned_data["q"]
        self.is_searching = bool(self.search_query)
        return finding(objects, self.search_query, self.search_fields)  # type: ignore[attr-defined]


class ForUserMixin:
    viewset: "RegisterChooser"
    request: StaffRequest

    def visible(self) -> QuerySet:
        return self.viewset.rows_for(self.request.user)


class ChooseMixin(ForUserMixin):
    paginator_class = RegisterPaginator

    def get_object_list(self) -> QuerySet:
        return self.viewset.offered(self.visible())

    def get_filter_form_class(self) -> type[FindForm]:
        return type("RegisterFindForm", (FindForm,), {"search_fields": self.viewset.search_fields})

    def filter_object_list(self, objects: QuerySet) -> QuerySet:
        for name in self.viewset.url_filter_parameters:
            if (pk := as_id(self.request.GET.get(name, ""))) is not None:
                objects = objects.filter(**{name: pk})
        if self.filter_form.is_valid():  # type: ignore[attr-defined]
            objects = self.filter_form.filter(objects)  # type: ignore[attr-defined]
        return objects

    @property
    def columns(self) -> list[Column]:
        first = self.title_column  # type: ignore[attr-defined]
        first.label = _("Name")
        return [
            first,
            *(Column(path, label=label, accessor=path) for path, label in self.viewset.columns),
        ]


class ChooseView(ChooseMixin, views.ChooseView):
    viewset = None  # type: ignore[assignment]


class ChooseResultsView(ChooseMixin, views.ChooseResultsView):
    viewset = None  # type: ignore[assignment]


class ChosenView(ForUserMixin, views.ChosenView):
    viewset = None  # type: ignore[assignment]

    def get_object(self, pk: str) -> Model:
        if as_id(pk) is None:
            raise ObjectDoesNotExist
        return self.visible().get(pk=pk)


class ChosenMultipleView(ForUserMixin, views.ChosenMultipleView):
    viewset = None  # type: ignore[assignment]

    def get_objects(self, pks: Iterable[str]) -> QuerySet:
        return self.visible().filter(pk__in=[pk for pk in pks if as_id(pk) is not None])


class VisibleChooser(BaseChooser):
    """Names a thing only if its field offers it: a posted number of something foreign shows nothing."""

    def get_instance(self, value: Any) -> Model | None:
        rows = getattr(getattr(self, "choices", None), "queryset", None)
        if rows is None or value in (None, "") or isinstance(value, Model):
            return super().get_instance(value or None)
        return None if as_id(str(value)) is None else rows.filter(pk=value).first()


class RegisterChooser(ChooserViewSet):
    choose_view_class = ChooseView
    choose_results_view_class = ChooseResultsView
    chosen_view_class = ChosenView
    chosen_multiple_view_class = ChosenMultipleView
    base_widget_class = VisibleChooser
    per_page = 20
    search_fields: list[str] = []
    related: tuple[str, ...] = ()
    columns: list[tuple[str, str | Promise]] = []

    def rows_for(self, user: User) -> QuerySet:
        return self.model.objects.visible_to(user)

    def offered(self, rows: QuerySet) -> QuerySet:
        return rows.filter(is_active=True).select_related(*self.related)

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(**{"viewset": self, **kwargs})

    def get_urlpatterns(self) -> list[URLPattern]:
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "create"]


class CustomerChooser(RegisterChooser):
    model = Customer
    icon = "group"
    choose_one_text = _("Choose a customer")
    choose_another_text = _("Choose another customer")
    edit_item_text = _("Open the customer")
    search_fields = ["name", "number", "organisation_number"]
    columns = [("number", _("Customer number"))]


class WorksiteChooser(RegisterChooser):
    model = Worksite
    icon = "home"
    choose_one_text = _("Choose a worksite")
    choose_another_text = _("Choose another worksite")
    edit_item_text = _("Open the worksite")
    search_fields = ["name", "street", "city", "customer__name"]
    related = ("customer",)
    columns = [("customer", _("Customer")), ("address", _("Address"))]
    url_filter_parameters = ["customer"]
    preserve_url_parameters = ["multiple", "customer"]


class ContactChooser(RegisterChooser):
    model = Contact
    icon = "user"
    choose_one_text = _("Choose a contact person")
    choose_another_text = _("Choose another contact person")
    edit_item_text = _("Open the contact person")
    search_fields = ["name", "email", "phone", "customer__name"]
    related = ("customer",)
    columns = [("customer", _("Customer")), ("email", _("E-mail")), ("phone", _("Phone"))]
    url_filter_parameters = ["customer"]
    preserve_url_parameters = ["multiple", "customer"]


class EquipmentChooser(RegisterChooser):
    model = Equipment
    icon = "cogs"
    choose_one_text = _("Choose equipment")
    choose_another_text = _("Choose other equipment")
    edit_item_text = _("Open the equipment")
    search_fields = ["name", "number", "worksite__name", "worksite__customer__name"]
    related = ("worksite__customer",)
    columns = [("number", _("Number")), ("worksite", _("Worksite")), ("worksite.customer", _("Customer"))]
    url_filter_parameters = ["worksite"]
    preserve_url_parameters = ["multiple", "worksite"]


class StaffChooser(RegisterChooser):
    """Colleagues: for those who may see the teams. Not registered for every field that points at a user."""

    model = User
    icon = "user"
    register_widget = False
    choose_one_text = _("Choose a colleague")
    choose_another_text = _("Choose another colleague")
    edit_item_text = _("Open the colleague")
    search_fields = ["first_name", "last_name", "email"]
    columns = [("email", _("E-mail"))]

    def rows_for(self, user: User) -> QuerySet:
        return staff_for(user)


def staff_for(user: User) -> QuerySet[User]:
    rows = User.objects.filter(is_staff=True)
    return rows if user.has_perm("workflows.view_team") else rows.none()


customer_chooser = CustomerChooser("choose_customer")
worksite_chooser = WorksiteChooser("choose_worksite")
contact_chooser = ContactChooser("choose_contact")
equipment_chooser = EquipmentChooser("choose_equipment")
staff_chooser = StaffChooser("choose_colleague")
CHOOSERS = [customer_chooser, worksite_chooser, contact_chooser, equipment_chooser, staff_chooser]
