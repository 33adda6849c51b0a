from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms.utils import ErrorDict
from wagtail.contrib.forms.forms import BaseForm

from forms.fields import Asked, Target, question_type
from forms.opened import mark
from forms.types.photos import PhotosField
from forms.types.worksite import Place
from workflows.pictures import Accepted

if TYPE_CHECKING:
    from forms.models import Question

KEY, TRAP, OPENED, PROOF = "submission-key", "company-website", "opened", "proof"


class IntakeForm(BaseForm):
    """The questions of a page, asked of one person. `code`: scanned at a worksite, which is then not asked for.

    `key` names this opened form; what is posted with it becomes one case.
    """

    use_required_attribute = False  # errors are told in our words, beside the field

    def __init__(
        self,
        *args: Any,
        code: Any = None,
        key: str = "",
        worksite_id: str = "",
        questions: "Iterable[Question] | None" = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.code, self.key = code, key
        self.opened = mark(key)
        self.questions: dict[str, Any] = {}
        asked = Asked(self.user, key, worksite_id)
        contact = getattr(self.user, "contact", None) if self.user.is_authenticated else None
        for question in self.page.get_form_fields() if questions is None else questions:
            if code is not None and question.maps_to in (Target.WORKSITE, Target.PLACE):
                continue
            name = question.clean_name or question.get_field_clean_name()
            self.questions[name] = question
            self.fields[name] = question_type(question.field_type).field(question, asked)
            if contact is not None and question.maps_to.startswith("reporter_"):
                self.fields[name].initial = getattr(contact, question.maps_to.removeprefix("reporter_"))

    def refuse(self, sentence: str) -> None:
        """Shows what was typed with this sentence above it, without looking at any of it."""
        self.cleaned_data: dict[str, Any] = {}
        self._errors = ErrorDict({NON_FIELD_ERRORS: self.error_class([sentence], renderer=self.renderer)})

    def look_at_photos(self) -> None:
        """Accepts them without looking at anything else, before `refuse`. Costs up to 2 s a picture."""
        for name, field in self.fields.items():
            if isinstance(field, PhotosField):
                widget: Any = field.widget
                with suppress(ValidationError):
                    field.clean(widget.value_from_datadict(self.data, self.files, self.add_prefix(name)))

    def remember_photos(self) -> None:
        for field in self.fields.values():
            if isinstance(field, PhotosField):
                field.remember()

    def answered(self) -> list[tuple[Any, Any, forms.Field]]:
        """(question, clean value, field) of what was answered, in the order of the form."""
        empty: tuple[Any, ...] = (None, "", [])
        return [
            (question, self.cleaned_data[name], self.fields[name])
            for name, question in self.questions.items()
            if self.cleaned_data.get(name) not in empty
        ]

    def answers(self) -> list[list[str]]:
        """Pairs of label and text, in the language of the sender."""
        return [
            [question.label, question_type(question.field_type).words(value, field)]
            for question, value, field in self.answered()
        ]

    def by_question(self) -> dict[str, str]:
        """{clean name: text}, in the company's language."""
        return {
            question.clean_name: question_type(question.field_type).kept(value, field)
            for question, value, field in self.answered()
        }

    def value_for(self, target: str) -> Any:
        return next((value for question, value, _field in self.answered() if question.maps_to == target), None)

    def text_for(self, target: str) -> str:
        found = (one for one in self.answered() if one[0].maps_to == target)
        for question, value, field in found:
            return question_type(question.field_type).words(value, field)
        return ""

    @property
    def place(self) -> Place | None:
        return self.value_for(Target.WORKSITE)

    @property
    def photos(self) -> list[Accepted]:
        return self.value_for(Target.PHOTOS) or []
