"""What the page editor checks when an administrator saves a form's questions."""

from typing import Any

from django.forms import ModelForm
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from forms.condition_checks import check

TAKEN = {"csrfmiddlewaretoken"}


class QuestionsForm(WagtailAdminPageForm):
    """Gives every new question a name of its own, and lets one answer only become one thing of the case."""

    class Media:
        css = {"all": ["intake/editor.css"]}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        kept = self.rows("questions")
        name_questions(kept)
        check(kept, self.rows("outcomes"))
        targets: set[str] = set()
        for form in kept:
            target = form.instance.maps_to
            if target and target in targets:
                words = _("Another question becomes “%(target)s” already.")
                form.add_error("maps_to", words % {"target": form.instance.get_maps_to_display()})
            targets.add(target)
        return cleaned

    def rows(self, name: str) -> list[ModelForm]:
        """Those that stay, in the order in which they will stand."""
        if name not in self.formsets:
            return []
        forms = [form for form in self.formsets[name].forms if form.is_valid() or hasattr(form, "cleaned_data")]
        kept = [form for form in forms if not form.cleaned_data.get("DELETE")]
        return sorted(kept, key=lambda form: form.cleaned_data.get("ORDER") or 0)


def name_questions(forms: list[ModelForm]) -> None:
    taken = TAKEN | {form.instance.clean_name for form in forms}
    for form in forms:
        question = form.instance
        if question.clean_name:
            continue
        base, number = question.get_field_clean_name(), 1
        question.clean_name = base
        while question.clean_name in taken:
            number += 1
            question.clean_name = f"{base}_{number}"
        taken.add(question.clean_name)
