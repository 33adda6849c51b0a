"""What the page editor checks when an administrator saves a form's questions."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import ModelForm
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from forms.condition_checks import check
from forms.outcomes import check_pattern

TAKEN = {"csrfmiddlewaretoken", "step", "go", "asked", "opened", "proof", "follow", "looked"}  # by the form itself


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
        names = [form.instance.clean_name for form in kept]
        self.check_outcomes(names)
        self.check_pattern("title_pattern", cleaned.get("title_pattern") or "", names)
        if cleaned.get("audience") == "chosen" and not cleaned.get("customers"):
            self.add_error("customers", _("Choose at least one customer."))
        opens, closes = cleaned.get("opens_on"), cleaned.get("closes_on")
        if opens and closes and closes < opens:
            self.add_error("closes_on", _("The form would close before it opens."))
        return cleaned

    def check_outcomes(self, names: list[str]) -> None:
        for form in self.formsets["outcomes"].forms if "outcomes" in self.formsets else []:
            if not form.is_valid() or form.cleaned_data.get("DELETE"):
                continue
            try:
                check_pattern(form.cleaned_data.get("title_pattern") or "", names)
            except ValidationError as error:
                form.add_error("title_pattern", error)

    def check_pattern(self, field: str, pattern: str, names: list[str]) -> None:
        try:
            check_pattern(pattern, names)
        except ValidationError as error:
            self.add_error(field, error)

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
        question.clean_name = free_name(question.get_field_clean_name(), taken)
        taken.add(question.clean_name)


def free_name(base: str, taken: set[str]) -> str:
    name, number = base, 1
    while name in taken:
        number += 1
        name = f"{base}_{number}"
    return name
