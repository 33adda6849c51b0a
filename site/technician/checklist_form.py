"""A checklist as a form for a thumb. Half-way nothing is demanded but that what is typed can be understood."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflows.checklists import NOT_APPLICABLE, NOT_OK, OK, Given, Item, bounds_in_words, in_own_language
from workflows.models import ChecklistItem, FilledChecklist
from workflows.models.checklist import plain

Kind = ChecklistItem.Kind
CHOICES = [
    (OK, gettext_lazy("OK")),
    (NOT_OK, gettext_lazy("Not OK")),
    (NOT_APPLICABLE, gettext_lazy("Not applicable")),
]
WANTED = {
    "value": gettext_lazy("Answer this before you are done."),
    "comment": gettext_lazy("Say in a few words what is wrong."),
}
BIGGEST = Decimal(10**6)


def field_for(item: Item) -> forms.Field:
    label = in_own_language(item["label"])
    if item["kind"] == Kind.CHECK:
        return forms.ChoiceField(label=label, choices=CHOICES, required=False, widget=forms.RadioSelect)
    if item["kind"] == Kind.NUMBER:
        said = ", ".join(filter(None, [item["unit"], bounds_in_words(item)]))
        return forms.DecimalField(
            label=label,
            help_text=said,
            required=False,
            min_value=-BIGGEST,
            max_value=BIGGEST,
            decimal_places=3,
            localize=True,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            error_messages={"invalid": gettext_lazy("Write a number, such as 2 or 0.5.")},
        )
    return forms.CharField(label=label, required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


class ChecklistForm(forms.Form):
    revision = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)

    def __init__(self, items: list[Item], filled: FilledChecklist | None, data: Any = None) -> None:
        initial: dict[str, Any] = {"revision": filled.revision if filled else 0}
        for kept in filled.answers if filled else []:
            value = kept["value"]
            initial[f"v{kept['key']}"] = Decimal(value) if kept["kind"] == Kind.NUMBER and value else value
            initial[f"c{kept['key']}"] = kept["comment"]
        super().__init__(data, initial=initial)
        self.items = items
        for item in items:
            self.fields[f"v{item['key']}"] = field_for(item)
            self.fields[f"c{item['key']}"] = forms.CharField(
                label=_("Comment"),
                required=False,
                max_length=500,
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )

    def points(self) -> list[dict[str, Any]]:
        """For the page: each point with its two fields."""
        return [
            {
                "value": self[f"v{item['key']}"],
                "comment": self[f"c{item['key']}"],
                "is_check": item["kind"] == Kind.CHECK,
                "is_required": item["is_required"],
            }
            for item in self.items
        ]

    def given(self) -> Given:
        found = {}
        for item in self.items:
            value = self.cleaned_data.get(f"v{item['key']}")
            text = plain(value) if isinstance(value, Decimal) else value
            found[item["key"]] = (str(text or ""), self.cleaned_data.get(f"c{item['key']}", ""))
        return found

    def want(self, wanting: dict[str, str]) -> None:
        for key, what in wanting.items():
            self.add_error(f"{'v' if what == 'value' else 'c'}{key}", WANTED[what])
