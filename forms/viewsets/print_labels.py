"""Labels: chosen in the list, or all that it finds, printed on the paper that the office has."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.views.bulk_action import BulkAction

from forms.codes import labels_of
from forms.label_job import AT_ONCE, plan_labels
from forms.labels import PAPERS, label_sheet, paper_choices
from forms.models import QrCode
from forms.models.qr_code import QrCodeQuerySet
from forms.trial_print import trial_print
from forms.viewsets.found import found_in_list
from forms.viewsets.person import person
from workflows.viewsets.addresses import allowed, as_id

MOST_LABELS = 5_000
SHOWN = 60


class SheetForm(forms.Form):
    paper = forms.ChoiceField(label=gettext_lazy("Paper"), choices=paper_choices, initial="24")
    start_at = forms.IntegerField(
        label=gettext_lazy("First label"),
        help_text=gettext_lazy("Of a sheet that has been begun: its first free place, counted from the upper left."),
        min_value=1,
        initial=1,
    )  # fmt: skip
    cut_marks = forms.BooleanField(label=gettext_lazy("Marks to cut along"), required=False, initial=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        paper, start_at = cleaned.get("paper"), cleaned.get("start_at")
        if paper and start_at and start_at > PAPERS[paper].count:
            words = ngettext("The paper has only %(count)d label.", "The sheet has only %(count)d labels.",
                             PAPERS[paper].count)  # fmt: skip
            self.add_error("start_at", words % {"count": PAPERS[paper].count})
        return cleaned


class PrintLabels(BulkAction):
    """Few at once, many by a worker. `id=all` are those that the list found, as `next` says."""

    display_name = gettext_lazy("Print labels")
    action_type = "print_labels"
    aria_label = gettext_lazy("Print labels of the chosen codes")
    template_name = "intake/admin/print_labels.html"
    for_all = gettext_lazy("Print labels of all found")
    models = [QrCode]
    form_class = SheetForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not allowed(person(request), "view", QrCode):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_actionable_objects(self) -> tuple[list[QrCode], dict[str, list[QrCode]]]:
        """Only codes in use, and only those that the person sees: an invented number is passed over."""
        rows = self.wanted(QrCode.objects.visible_to(person(self.request)).valid().for_page())
        codes = sorted(rows[:MOST_LABELS], key=lambda code: (code.worksite.name, str(code.equipment or ""), code.pk))
        if not codes:
            raise Http404
        return codes, {"items_with_no_access": []}

    def wanted(self, rows: QrCodeQuerySet) -> QrCodeQuerySet:
        ids = self.request.GET.getlist("id")
        if "all" in ids:
            return found_in_list(self.request, QrCode, rows)
        numbers = [number for number in map(as_id, ids) if number is not None]
        return rows.filter(pk__in=numbers[:MOST_LABELS])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        items = context["items"]
        words = ngettext("%(count)d label", "%(count)d labels", len(items)) % {"count": len(items)}
        return context | {
            "words": words, "items": items[:SHOWN], "more": len(items[SHOWN:]), "takes_time": len(items) > AT_ONCE
        }  # fmt: skip

    def form_valid(self, form: SheetForm) -> HttpResponse:
        codes, _none = self.get_actionable_objects()
        options = form.cleaned_data
        if "trial" in self.request.POST:
            return pdf(trial_print(labels_of(codes[:1])[0], paper=options["paper"]), "test.pdf")
        if len(codes) > AT_ONCE:
            job = plan_labels(person(self.request), codes, **options)
            return HttpResponseRedirect(reverse("qr-codes:labels", args=[job.pk]))
        return pdf(label_sheet(labels_of(codes), **options), "labels.pdf")


def pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
