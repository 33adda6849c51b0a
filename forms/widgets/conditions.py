"""The box of the page editor in which an administrator says when a question, a section or an outcome counts.

For `Conditional.conditions` in a row of an InlinePanel:  `*CONDITION_PANELS` among the panels of the row.
What is posted names a question by its clean name, or a row that has none yet by its prefix ("questions-3");
`forms.editor` makes clean names of them.
"""

import json
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.admin.panels import FieldPanel

from forms.conditions import WITHOUT_VALUE
from forms.fields import types


class ConditionsInput(forms.Textarea):
    """Holds the list as JSON, which conditions_editor.js replaces by boxes.

    `own`: the clean name of its row. `is_shown`: whether it is something to see, or an outcome.
    """

    template_name = "intake/admin/conditions.html"
    own, is_shown = "", True

    class Media:
        js = ["intake/conditions_editor.js"]
        css = {"all": ["intake/editor.css"]}

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        kinds = {key: kind_of(key) for key in types()}
        context["widget"] |= {
            "value": value or "[]",
            "own": self.own,
            "kinds": json.dumps(kinds),
            "words": json.dumps(words(self.is_shown), ensure_ascii=False),
        }
        return context


def kind_of(name: str) -> str:
    """How what it is compared with is chosen: "none" asks nothing and cannot be compared."""
    kind = types()[name]
    if not kind.asks:
        return "none"
    return "choices" if kind.has_choices else "yes_no" if name == "yes_no" else "text"


def words(is_shown: bool) -> dict[str, Any]:
    return {
        "always": _("Always shown") if is_shown else _("Always counts"),
        "when": _("Shown when:") if is_shown else _("Counts when:"),
        "add": _("Add a condition"),
        "remove": _("Remove the condition"),
        "choose": _("Choose a question"),
        "choose_value": _("Choose an answer"),
        "earlier": _("Only questions further up can be chosen."),
        "gone": _("(no longer there)"),
        "question": _("Question"),
        "how": _("Comparison"),
        "value": _("Answer"),
        "and": pgettext("conditions", "and"),
        "or": pgettext("conditions", "or"),
        "yes_no": [["yes", _("Yes")], ["no", _("No")]],
        "without_value": sorted(WITHOUT_VALUE),
        "operators": [
            ["is", pgettext("comparison", "is")],
            ["is_not", pgettext("comparison", "is not")],
            ["contains", pgettext("comparison", "contains")],
            ["answered", pgettext("comparison", "is answered")],
            ["not_answered", pgettext("comparison", "is not answered")],
        ],
    }


class ConditionsPanel(FieldPanel):
    class BoundPanel(FieldPanel.BoundPanel):
        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            if self.bound_field is not None:
                widget = self.bound_field.field.widget
                widget.own = getattr(self.instance, "clean_name", "") or ""
                widget.is_shown = hasattr(self.instance, "clean_name")


CONDITION_PANELS = [
    FieldPanel("match", classname="s-conditions__match"),
    ConditionsPanel("conditions", widget=ConditionsInput),
]
