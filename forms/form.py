from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms.utils import ErrorDict
from wagtail.contrib.forms.forms import BaseForm

from forms import steps
from forms.fields import AT_A_PLACE, Asked, QuestionType, Target, question_type
from forms.opened import kept_or_new
from forms.types.equipment import Thing
from forms.types.photos import PhotosField
from forms.types.worksite import Place
from workflows.models import PlannedArticle, Worksite
from workflows.pictures import Accepted

if TYPE_CHECKING:
    from forms.models import QrCode, Question

KEY, TRAP, OPENED, PROOF = "submission-key", "company-website", "opened", "proof"
EMPTY: tuple[Any, ...] = (None, "", [])


def said_by(code: "QrCode | None") -> frozenset[str]:
    """What of a case a scanned code says already, so that it is not asked for."""
    if code is None:
        return frozenset()
    return AT_A_PLACE | {Target.EQUIPMENT} if code.equipment_id and code.shows_equipment else AT_A_PLACE


class IntakeForm(BaseForm):
    """The questions of a page, asked of one person. `code`: scanned at a worksite, which is then not asked for;
    `said`: the same, where only what is not asked for is known.

    `key` names this opened form; what is posted with it becomes one case. `shown`: the step that is seen.
    Questions that do not count (`counting`) are neither cleaned nor answered, but keep what was typed.
    """

    template_name = "intake/questions.html"

    use_required_attribute = False  # errors are told in our words, beside the field

    def __init__(
        self,
        *args: Any,
        code: "QrCode | None" = None,
        said: frozenset[str] = frozenset(),
        key: str = "",
        worksite_id: str = "",
        questions: "Iterable[Question] | None" = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.code, self.key = code, key
        self.opened = kept_or_new(getattr(self.page, "pk", None), key, self.data.get(OPENED, ""))
        self.questions: dict[str, Any] = {}
        self.counting: set[str] = set()
        self.came_up: set[str] = set()
        self.shown = 0
        items = []
        asked, said = Asked(self.user, key, worksite_id, code), said or said_by(code)
        contact = getattr(self.user, "contact", None) if self.user.is_authenticated else None
        for question in self.page.get_form_fields() if questions is None else questions:
            if question.maps_to in said:
                continue
            name = question.clean_name or question.get_field_clean_name()
            items.append((name, question))
            kind = question_type(question.field_type)
            if not kind.asks:
                continue
            self.questions[name] = question
            self.fields[name] = kind.field(question, asked)
            if contact is not None and question.maps_to.startswith("reporter_"):
                self.fields[name].initial = getattr(contact, question.maps_to.removeprefix("reporter_"))
        self.steps = steps.split(items)
        if not self.is_bound:
            self.counting = steps.weigh(self.steps, lambda name: ())
            self.shown = self.counting_steps()[0].number

    def _clean_fields(self) -> None:
        """In their order, and only what counts by the answers before it."""
        bound = dict(self._bound_items())

        def answer(name: str) -> Sequence[str]:
            try:
                value = self.cleaned_data[name] = bound[name].field._clean_bound_field(bound[name])
            except ValidationError as refused:
                self.add_error(name, refused)
                value = None
            return self.compared(name, value)

        self.counting = steps.weigh(self.steps, answer)
        self.came_up = steps.not_asked_yet(self)

    def compared(self, name: str, value: Any) -> Sequence[str]:
        """What conditions compare: nothing where nothing, or something wrong, was answered."""
        return () if value in EMPTY else list(self.kind(name).compared(value))

    def kind(self, name: str) -> QuestionType:
        return question_type(self.questions[name].field_type)

    def counting_steps(self) -> list[steps.Step]:
        """At least the first, which is shown where none counts."""
        return [step for step in self.steps if step.name in self.counting] or self.steps[:1]

    def show(self, number: int) -> None:
        """This step, and of all that is wrong only what is wrong there and has been asked already."""
        self.shown = number
        asked = {name for name, _question in self.steps[number].items} - self.came_up
        at = steps.posted_step(self)
        told = self.data.get(steps.GO) != "back" and number <= at
        for name in [name for name in self.errors if not told or name not in asked]:
            del self.errors[name]
        if number > at:
            self.came_up = set()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        for name in self.questions:
            if name in cleaned:
                try:
                    cleaned[name] = self.kind(name).settled(cleaned[name], self.fields[name], self)
                except ValidationError as refused:
                    self.add_error(name, refused)
        return cleaned

    def refuse(self, sentence: str) -> None:
        """Shows what was typed with this sentence above it, without looking at any of it."""
        if not self.counting:
            seen = {*self.data.getlist(steps.ASKED)}
            items = [item for step in self.steps for item in [(step.name, None), *step.items]]
            self.counting = {name for name, one in items if one is None or not one.conditions or name in seen}
        self.shown = steps.posted_step(self) if steps.AT in self.data else 0
        self.cleaned_data: dict[str, Any] = {}
        self._errors = ErrorDict({NON_FIELD_ERRORS: self.error_class([sentence], renderer=self.renderer)})

    def drawn_steps(self) -> list[dict[str, Any]]:
        return steps.drawn(self)

    @property
    def has_steps(self) -> bool:
        return len(self.steps) > 1

    @property
    def place_of_step(self) -> int:
        """Of those that count, the how many-th is shown: 1 for the first."""
        return sum(step.number <= self.shown for step in self.counting_steps())

    @property
    def is_first(self) -> bool:
        return self.shown <= self.counting_steps()[0].number

    @property
    def is_last(self) -> bool:
        return self.shown >= self.counting_steps()[-1].number

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
        return [
            (question, self.cleaned_data[name], self.fields[name])
            for name, question in self.questions.items()
            if self.cleaned_data.get(name) not in EMPTY
        ]

    def answers(self) -> list[list[str]]:
        """Pairs of label and text, in the language of the sender."""
        return [
            [question.label, question_type(question.field_type).words(value, field)]
            for question, value, field in self.answered()
        ]

    def by_question(self) -> dict[str, str]:
        """{clean name: text}, in the company's language."""
        kept = {}
        for question, value, field in self.answered():
            kind = question_type(question.field_type)
            kept[question.clean_name] = kind.kept(value, field)
            kept |= {f"{question.clean_name}_{ending}": text for ending, text in kind.kept_beside(value).items()}
        return kept

    def compared_answers(self) -> dict[str, list[str]]:
        """What conditions compare: {clean name: texts}, of what was answered."""
        return {
            question.clean_name: list(question_type(question.field_type).compared(value))
            for question, value, _field in self.answered()
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
    def worksite(self) -> Worksite | None:
        """Of the code, else as it was chosen."""
        if self.code is not None:
            return self.code.worksite
        return self.place.worksite if self.place else None

    @property
    def thing(self) -> Thing | None:
        return self.value_for(Target.EQUIPMENT)

    @property
    def attachments(self) -> list[Accepted]:
        return [*(self.value_for(Target.PHOTOS) or []), *(self.value_for(Target.FILES) or [])]

    @property
    def ordered(self) -> list[PlannedArticle]:
        return self.value_for(Target.ARTICLES) or []
