"""Changing the details of a case, and what to show when somebody else was there first."""

from typing import Any

from django import forms
from django.db.models import Model
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from workflows.actions.edit_case import EDITABLE
from workflows.category_tree import CategoryTree
from workflows.models import Case, Category, Priority
from workflows.viewsets.case_forms import StepForm, remember, remembered
from workflows.viewsets.days import MomentField
from workflows.viewsets.lookup import LookupField

SHORT = 200
FREE = ["title", "description", "place", "buyer_reference", "order_number"]


class EditForm(StepForm):
    title = forms.CharField(label=_("Title"), max_length=140)
    description = forms.CharField(
        label=_("Description"), max_length=20_000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    category = forms.ModelChoiceField(Category.objects.none(), label=_("Category"), required=False)
    priority = forms.TypedChoiceField(label=_("Priority"), choices=Priority.choices, coerce=int)
    finish_by = MomentField(
        label=_("Finish by"), help_text=_("A promise. Empty it to have what the service level says.")
    )
    worksite = LookupField("worksites", label=_("Worksite"), required=False)
    place = forms.CharField(
        label=_("Place"), max_length=200, required=False, help_text=_("Where, in words, when no worksite is chosen.")
    )
    customer = LookupField(
        "customers", label=_("Customer"), required=False, help_text=_("Follows from the worksite when there is one.")
    )
    equipment = LookupField("equipment", label=_("Equipment"), required=False)
    buyer_reference = forms.CharField(label=_("Buyer's reference"), max_length=50, required=False)
    order_number = forms.CharField(label=_("Customer's order number"), max_length=50, required=False)
    before = forms.CharField(max_length=20_000, required=False, widget=forms.HiddenInput)

    def shown(self) -> dict[str, Any]:
        details = {name: getattr(self.case, name) for name in EDITABLE}
        return super().shown() | details | {"before": remember(in_words(self.case))}

    def prepare(self) -> None:
        tree = CategoryTree(Category.objects.visible_to(self.user))
        chosen = self.case.category
        extra = [] if chosen is None or chosen.is_active else [(chosen.pk, tree.path(chosen.pk))]
        self.fields["category"].queryset = Category.objects.visible_to(self.user)  # type: ignore[attr-defined]
        self.fields["category"].choices = [("", "–"), *tree.choices(), *extra]  # type: ignore[attr-defined]
        for name in ("worksite", "customer", "equipment"):
            self.fields[name].keep = getattr(self.case, name)  # type: ignore[attr-defined]
        self.fields["priority"].choices = [(value, capfirst(label)) for value, label in Priority.choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        worksite, equipment = cleaned.get("worksite"), cleaned.get("equipment")
        if equipment and worksite and equipment.worksite_id != worksite.pk:
            self.add_error("equipment", _("This thing is at another worksite."))
        if equipment and not worksite and "worksite" not in self.errors:
            self.add_error("equipment", _("Choose the worksite where it is."))
        return cleaned

    def given(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        changes = {name: cleaned[name] for name in EDITABLE}
        if changes["worksite"] is not None:
            changes["customer"] = changes["worksite"].customer
        shown = self.case.finish_by and self.case.finish_by.replace(second=0, microsecond=0)
        if changes["finish_by"] == shown:
            changes["finish_by"] = self.case.finish_by
        for name in FREE:
            changes[name] = changes[name].replace("\r\n", "\n")
        return super().given() | changes

    def again(self, now: Case) -> QueryDict:
        """Where the person changed nothing, what the colleague wrote stands."""
        data = super().again(now)
        data["before"] = remember(in_words(now))
        before = remembered(self.data.get("before", ""))
        typed = in_words(Case(**{name: self.cleaned_data[name] for name in EDITABLE}))
        for name in EDITABLE:
            if typed[name] == before.get(name):
                data.update(as_posted(name, getattr(now, name)))
        return data

    def both(self, now: Case) -> list[dict[str, str]]:
        """Every detail as the person saw it beside how it is now; those that nobody touched are left out."""
        before, after = remembered(self.data.get("before", "")), in_words(now)
        labels = {name: str(self.fields[name].label) for name in EDITABLE} | {"status": gettext("Status")}
        return [
            {"label": labels[name], "seen": before.get(name, ""), "now": value}
            for name, value in after.items()
            if before.get(name, "") != value
        ]


def in_words(case: Case) -> dict[str, str]:
    words = {name: getattr(case, name) for name in EDITABLE}
    words |= {"priority": capfirst(case.get_priority_display()), "status": capfirst(case.get_status_display())}
    return {name: "" if value is None else str(value)[:SHORT] for name, value in words.items()}


def as_posted(name: str, value: Any) -> dict[str, str]:
    if name == "finish_by":
        moment = localtime(value) if value else None
        return {
            "finish_by_0": f"{moment:%Y-%m-%d}" if moment else "",
            "finish_by_1": f"{moment:%H:%M}" if moment else "",
        }
    if isinstance(value, Model):
        return {name: str(value.pk), f"{name}_text": ""}
    return {name: "" if value is None else str(value), f"{name}_text": ""}
