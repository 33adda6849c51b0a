"""Wagtail's generic views of a register, each finding its rows through `visible_to` and nothing else."""

from typing import Any

from django.db.models import Model, ProtectedError, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join, linebreaks
from django.utils.safestring import mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views import generic
from wagtail.admin.views.generic import history
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import log

from workflows.excel.answer import download
from workflows.viewsets.addresses import StaffRequest, address_of, allowed, as_id, user_of
from workflows.viewsets.deletion import uses_of
from workflows.viewsets.listing import Column, RegisterPaginator, finding
from workflows.viewsets.offered import ActionsMixin


class VisibleMixin:
    """What the person may not see does not exist for her: 404, like a number that nothing has."""

    model: type[Model]
    request: StaffRequest

    def visible(self) -> QuerySet:
        return self.model.objects.visible_to(self.request.user)  # type: ignore[attr-defined]

    def reachable(self, right: str) -> QuerySet:
        """None of them without the right: asked before the row is, or its number would tell that it is there."""
        return self.visible() if allowed(self.request.user, right, self.model) else self.visible().none()


class RegisterIndexView(ActionsMixin, VisibleMixin, generic.IndexView):
    """Rows can be chosen where somebody above offers this person something to do with several of them at once."""

    paginator_class = RegisterPaginator
    results_template_name = "workflows/registers/index_results.html"
    list_related: tuple[str, ...] = ()
    resource_class: type | None = None
    import_url_name: str | None = None

    def get_base_queryset(self) -> QuerySet:
        return self.visible().select_related(*self.list_related) if self.list_related else self.visible()

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        return finding(queryset, self.search_query, self.search_fields or []) if self.is_searching else queryset

    def _get_custom_column(self, field_name: str, column_class: type = Column, **kwargs: Any) -> Any:
        return super()._get_custom_column(field_name, column_class, **kwargs)

    @cached_property
    def columns(self) -> list[Any]:
        box = BulkActionsCheckboxColumn("bulk_actions", obj_type=self.model._meta.model_name)
        return [box, *super().columns] if self.actions else super().columns

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(*args, **kwargs) | {"has_actions": bool(self.actions)}

    @cached_property
    def verbose_name_plural(self) -> str:
        return str(self.model._meta.verbose_name_plural)

    @cached_property
    def show_export_buttons(self) -> bool:
        return self.resource_class is not None and may_export(self.request, self.model)

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        buttons = []
        for action in self.actions:
            buttons.append(Button(action.for_all, url=self.action_url(action, "all"), icon_name="list-ul", priority=5))
        if self.show_export_buttons:
            buttons += [
                Button(_("Excel out"), url=self.xlsx_export_url, icon_name="download", priority=10),
                Button(_("CSV out"), url=self.csv_export_url, icon_name="download", priority=20),
            ]
        if self.import_url_name and may_import(self.request, self.model):
            buttons.append(Button(_("Excel in"), url=reverse(self.import_url_name), icon_name="upload", priority=30))
        return buttons

    def get_list_more_buttons(self, instance: Model) -> list[Any]:
        """Open is what a click on the row does; what is left is deleting."""
        delete_url = self.get_delete_url(instance)
        return [Button(_("Delete"), url=delete_url, icon_name="bin")] if delete_url else []

    def get(self, request: StaffRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.is_export:
            return super().get(request, *args, **kwargs)
        if not self.show_export_buttons:
            return HttpResponseRedirect(self.index_url)
        resource = self.resource_class(user=request.user)  # type: ignore[misc]
        return download(resource, self.get_queryset(), request.GET["export"])


def may_export(request: HttpRequest, model: type[Model]) -> bool:
    """A whole register leaves the house in one file: for the office and economy, not for everybody who may look."""
    user = user_of(request)
    return allowed(user, "view", model) and (allowed(user, "change", model) or user.has_perm("workflows.see_all_cases"))


def may_import(request: HttpRequest, model: type[Model]) -> bool:
    return all(allowed(user_of(request), verb, model) for verb in ("view", "add", "change"))


class OnwardMixin:
    """After saving: to the page that sent the person here, else to the thing itself."""

    def get_success_url(self) -> str:
        onward = get_valid_next_url_from_request(self.request)  # type: ignore[attr-defined]
        return onward or address_of(self.object, self.request.user)  # type: ignore[attr-defined]

    def get_success_buttons(self) -> list[Any]:
        return []


class RegisterCreateView(OnwardMixin, VisibleMixin, generic.CreateView):
    """`?customer=5` fills a field in, if it is something that the person may see."""

    def get_add_url(self) -> str:
        query = self.request.GET.urlencode()
        return f"{super().get_add_url()}?{query}" if query else super().get_add_url()

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {name: self.request.GET[name] for name in self.given_fields()}

    def given_fields(self) -> list[str]:
        names = {field.name for field in self.model._meta.fields if field.many_to_one}
        return [name for name in names & set(self.request.GET) if as_id(self.request.GET[name]) is not None]


class RelatedMixin:
    viewset: Any = None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)  # type: ignore[misc]
        related = self.viewset.related_to(self.object, self.request.user)  # type: ignore[attr-defined]
        return context | {"related": [table for table in related if table is not None]}


class RegisterEditView(ActionsMixin, RelatedMixin, OnwardMixin, VisibleMixin, generic.EditView):
    @cached_property
    def header_more_buttons(self) -> list[Button]:
        return [*super().header_more_buttons, *self.buttons_for_one(self.object.pk)]

    def get_queryset(self) -> QuerySet:
        return self.visible()


class RegisterHistoryView(VisibleMixin, history.HistoryView):
    permission_required = "change"

    def get_base_object_queryset(self) -> QuerySet:
        return self.reachable("change")


class RegisterInspectView(ActionsMixin, RelatedMixin, VisibleMixin, generic.InspectView):
    hidden_without: dict[str, str] = {}

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        return [*super().header_more_buttons, *self.buttons_for_one(self.object.pk)]

    def get_object(self, queryset: QuerySet | None = None) -> Model:
        return get_object_or_404(self.reachable("view"), pk=self.pk)

    def get_page_title(self) -> str:
        return capfirst(str(self.model._meta.verbose_name))

    def get_fields(self) -> list[str]:
        secret = {name for name, right in self.hidden_without.items() if not self.request.user.has_perm(right)}
        return [name for name in super().get_fields() if name not in secret]

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        value = getattr(self.object, field_name, None)
        if isinstance(value, bool):
            return _("Yes") if value else _("No")
        if field is not None and field.many_to_many and value is not None:
            links = [(self.linked(other),) for other in value.all()[:100]]
            return format_html_join(", ", "{}", links) or "–"
        if isinstance(value, Model):
            return self.linked(value)
        if isinstance(value, str) and "\n" in value:
            return mark_safe(linebreaks(value, autoescape=True))  # noqa: S308 (escaped by linebreaks)
        shown = super().get_field_display_value(field_name, field)
        return "–" if shown in (None, "") else shown

    def linked(self, thing: Model) -> str:
        url = address_of(thing, self.request.user)
        return format_html('<a href="{}">{}</a>', url, thing) if url else str(thing)


class RegisterDeleteView(VisibleMixin, generic.DeleteView):
    """Says what holds the thing instead of failing, and offers to put it out of use."""

    http_method_names = ["get", "head", "options", "post"]  # Django's own would delete on DELETE, asking nothing
    resting_value: tuple[str, bool] | None = None
    viewset: Any = None

    def get_queryset(self) -> QuerySet:
        return self.reachable("delete")

    @cached_property
    def uses(self) -> Any:
        return uses_of(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "uses": self.uses,
            "can_rest": self.can_rest(),
            "warning": self.viewset.deletion_warning(self.object),
            "back_url": address_of(self.object, self.request.user),
        }

    def can_rest(self) -> bool:
        if self.resting_value is None or not self.user_has_permission("change"):
            return False
        name, value = self.resting_value
        return getattr(self.object, name) != value

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "rest" in request.POST:
            return self.rest()
        if self.uses.held_by:
            return self.render_to_response(self.get_context_data(), status=409)
        try:
            return super().post(request, *args, **kwargs)
        except ProtectedError:  # somebody began to use it while this person was deciding
            del self.uses
            return self.render_to_response(self.get_context_data(), status=409)

    def rest(self) -> HttpResponse:
        if self.can_rest():
            name, value = self.resting_value  # type: ignore[misc]
            self.visible().filter(pk=self.object.pk).update(**{name: value})
            log(self.object, "wagtail.edit", user=self.request.user)
            messages.success(self.request, _("“%(thing)s” is no longer in use.") % {"thing": self.object})
        return HttpResponseRedirect(self.get_success_url())
