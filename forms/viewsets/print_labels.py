"""The sheet of labels: chosen in the list, printed on the paper that the office has."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.views.bulk_action import BulkAction

from forms.codes import labels_of
from forms.labels import SHEETS, label_sheet, sheet_choices
from forms.models import QrCode
from forms.viewsets.person import person
from workflows.viewsets.addresses import allowed, as_id

MOST_LABELS = 300  # about 2 s


class SheetForm(forms.Form):
    per_sheet = forms.TypedChoiceField(label=gettext_lazy("Paper"), choices=sheet_choices, coerce=int, initial=24)
    start_at = forms.IntegerField(
        label=gettext_lazy("First label"),
        help_text=gettext_lazy("Of a sheet that has been begun: its first free place, counted from the upper left."),
        min_value=1,
        initial=1,
    )  # fmt: skip
    cut_marks = forms.BooleanField(label=gettext_lazy("Marks to cut along"), required=False, initial=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        per_sheet, start_at = cleaned.get("per_sheet"), cleaned.get("start_at")
        if per_sheet and start_at and start_at > SHEETS[per_sheet].count:
            self.add_error("start_at", _("The sheet has only %(count)d labels.") % {"count": SHEETS[per_sheet].count})
        return cleaned


class PrintLabels(BulkAction):
    display_name = gettext_lazy("Print labels")
    action_type = "print_labels"
    aria_label = gettext_lazy("Print labels of the chosen codes")
    template_name = "intake/admin/print_labels.html"
    models = [QrCode]
    form_class = SheetForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not allowed(person(request), "view", QrCode):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_actionable_objects(self) -> tuple[list[QrCode], dict[str, list[QrCode]]]:
        """Only codes in use, and only those that the person sees: an invented number is passed over."""
        wanted = [as_id(number) for number in self.request.GET.getlist("id")]
        rows = QrCode.objects.visible_to(person(self.request)).valid().for_page()
        found = rows.filter(pk__in=[number for number in wanted if number is not None][:MOST_LABELS])
        codes = sorted(found, key=lambda code: (code.worksite.name, str(code.equipment or ""), code.pk))
        if not codes:
            raise Http404
        return codes, {"items_with_no_access": []}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        count = len(context["items"])
        words = ngettext("%(count)d label", "%(count)d labels", count) % {"count": count}
        return context | {"words": words, "most": MOST_LABELS}

    def form_valid(self, form: SheetForm) -> HttpResponse:
        codes, _none = self.get_actionable_objects()
        content = label_sheet(labels_of(codes), **form.cleaned_data)
        response = HttpResponse(content, content_type="application/pdf")
        response["Content-Disposition"] = 'attachment; filename="labels.pdf"'
        response["Cache-Control"] = "private, no-store"
        return response
