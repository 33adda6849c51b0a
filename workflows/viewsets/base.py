"""What every register of the admin has in common. Rows are found by `visible_to` alone (see register_views)."""

from typing import Any

from django import forms
from django.db.models import Model
from django.urls import URLPattern, path
from django.utils.text import capfirst
from django.utils.translation import gettext
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import ObjectList, Panel
from wagtail.admin.viewsets.model import ModelViewSet

from accounts.models import User
from workflows.paging import ROWS
from workflows.viewsets import register_views as views
from workflows.viewsets.excel_in import ImportPreviewView, ImportView


class RegisterForm(WagtailAdminModelForm):
    """Offers only what the person may see, and of that what is in use or chosen already."""

    for_user: User

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages["unique"] = gettext("It is used already.")
            if isinstance(field, forms.ChoiceField) and not hasattr(field, "queryset"):
                field.choices = [(value, capfirst(str(label))) for value, label in field.choices]  # type: ignore[misc, union-attr]
            if getattr(field, "empty_label", None):
                field.empty_label = "–"
            rows = getattr(field, "queryset", None)
            if rows is not None and hasattr(rows.model.objects, "visible_to"):
                field.queryset = rows.model.objects.visible_to(self.for_user)  # type: ignore[attr-defined]


class RegisterViewSet(ModelViewSet):
    index_view_class = views.RegisterIndexView
    add_view_class = views.RegisterCreateView
    edit_view_class = views.RegisterEditView
    delete_view_class = views.RegisterDeleteView
    history_view_class = views.RegisterHistoryView
    inspect_view_class = views.RegisterInspectView
    import_view_class = ImportView
    import_preview_view_class = ImportPreviewView

    template_prefix = "workflows/registers/"
    list_per_page = ROWS
    list_related: tuple[str, ...] = ()
    search_backend_name = None
    search_fields: list[str] = []
    inspect_view_enabled = True
    copy_view_enabled = False
    add_to_reference_index = False

    panels: list[Panel] = []
    form_class = RegisterForm
    resource_class: type | None = None
    can_import = False
    resting_value: tuple[str, bool] | None = ("is_active", False)
    hidden_without: dict[str, str] = {}

    def get_edit_handler(self) -> Panel:
        return ObjectList(self.panels, base_form_class=self.form_class).bind_to_model(self.model)

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        common = {
            "usage_url_name": self.UNDEFINED,
            "list_related": self.list_related,
            "resource_class": self.resource_class,
            "resting_value": self.resting_value,
            "hidden_without": self.hidden_without,
            "viewset": self,
        }
        if self.can_import:
            common |= {
                "import_url_name": self.get_url_name("import"),
                "import_preview_url_name": self.get_url_name("import_preview"),
            }
        return {**super().get_common_view_kwargs(**kwargs), **common}

    def get_urlpatterns(self) -> list[URLPattern]:
        """Without "usage": what refers to a thing is told when it is to be deleted."""
        patterns = [pattern for pattern in super().get_urlpatterns() if pattern.name != "usage"]
        if self.can_import:
            patterns += [
                path("import/", self.construct_view(self.import_view_class), name="import"),
                path("import/<str:token>/", self.construct_view(self.import_preview_view_class), name="import_preview"),
            ]
        return patterns

    def related_to(self, thing: Model, user: User) -> list[Any]:
        """Tables that the page of one thing shows below its own fields: `related.Table` objects."""
        return []

    def deletion_warning(self, thing: Model) -> str:
        """A sentence about what happens without it, where that is not seen from what refers to it."""
        return ""
