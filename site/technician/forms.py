from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workflows.models import Absence, Article, Case, Gate, Stage, Status
from workflows.models.bilingual import in_language
from workflows.permissions import workers
from workflows.seen import SeenForm
from workflows.stage_field import StageField
from workflows.stages import offered
from workflows.uploads import FilesField
from workflows.writing import MessageForm, OnceForm


class StepForm(SeenForm):
    """A button: what it changes stands in its address."""


class PauseForm(SeenForm):
    """`reason` in the customer's language as far as it was chosen, and in the writer's own words."""

    REASONS = {
        "part": _("Waiting for a spare part."),
        "access": _("Waiting to be let in."),
        "answer": _("Waiting for your answer."),
    }
    chosen = forms.ChoiceField(
        label=_("What are you waiting for?"),
        required=False,
        choices=[
            ("part", _("A spare part")),
            ("access", _("To be let in")),
            ("answer", _("The customer's answer")),
            ("", _("Something else")),
        ],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("In your own words"),
        help_text=_("The customer reads it."),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, case: Case, *args: Any, **kwargs: Any) -> None:
        """Where the company has stages that wait, those are what a case can wait for."""
        super().__init__(*args, **kwargs)
        self.case = case
        self.stages = {str(stage.pk): stage for stage in offered(case) if stage.status == Status.WAITING}
        if self.stages:
            named = [(pk, stage.name) for pk, stage in self.stages.items()]
            self.fields["chosen"].choices = [*named, ("", _("Something else"))]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not cleaned["chosen"] and not cleaned["words"]:
            self.add_error("words", _("Say in a few words what the work waits for."))
        return cleaned

    @property
    def stage(self) -> Stage | None:
        return self.stages.get(self.cleaned_data["chosen"])

    def reason(self) -> str:
        language = self.case.reporter_language
        with translation.override(language):
            chosen = str(self.REASONS.get(self.cleaned_data["chosen"], ""))
        if self.stage is not None:
            chosen = in_language(self.stage, "customer_text", language)
            chosen = f"{chosen}." if chosen and self.cleaned_data["words"] else chosen
        return f"{chosen} {self.cleaned_data['words']}".strip()


class StageForm(SeenForm):
    stage = StageField()

    def __init__(self, case: Case, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stage"].offer(case)  # type: ignore[attr-defined]


class FinishForm(SeenForm, OnceForm):
    body = forms.CharField(
        label=_("Message to the customer"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    files = FilesField(label=_("Photos"), help_text=_("The customer sees them."))  # type: ignore[assignment]
    override = forms.CharField(
        label=_("Go on all the same: why?"),
        required=False,
        max_length=300,
        help_text=_("Only staff read it. It stays in the history."),
    )

    def __init__(self, *args: Any, may_override: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_override:
            del self.fields["override"]

    def brings(self, requires: str) -> bool:
        """What is sent along is there when the case is done."""
        cleaned = self.cleaned_data
        if requires == Gate.Requires.PHOTO:
            return any(file.thumbnail for file in cleaned["files"])
        return requires == Gate.Requires.MESSAGE and bool(cleaned["body"] or cleaned["files"])


class ReplyForm(MessageForm):
    pass


class NoteForm(MessageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].label = _("Note")


class PhotosForm(OnceForm):
    files = FilesField(  # type: ignore[assignment]
        label=_("Photos"), required=True, error_messages={"required": _("Choose or take at least one photo.")}
    )
    is_public = forms.BooleanField(label=_("The customer may see them"), required=False, initial=True)


class UseArticleForm(OnceForm):
    article = forms.ModelChoiceField(
        Article.objects.none(),
        widget=forms.HiddenInput,
        error_messages={
            "required": _("Choose an article."),
            "invalid_choice": _("That article is not there any more."),
        },
    )
    quantity = forms.DecimalField(
        label=_("Quantity"),
        max_digits=9,
        decimal_places=2,
        min_value=Decimal("0.01"),
        initial=1,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={
            "required": _("How many?"),
            "invalid": _("Write a number, such as 2 or 0.5."),
            "min_value": _("More than nothing, please."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["article"].queryset = Article.objects.active()  # type: ignore[attr-defined]


class Day(forms.DateInput):
    """The phone's own calendar, which wants the day as the standard writes it."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class AbsenceForm(forms.ModelForm):
    """Her own: whose it is does not stand in the form."""

    class Meta:
        model = Absence
        fields = ["first_day", "last_day", "deputy", "note"]
        widgets = {"first_day": Day, "last_day": Day}

    def __init__(self, user: User, data: Any = None) -> None:
        super().__init__(data, instance=Absence(person=user))
        colleagues: QuerySet[User] = workers().exclude(pk=user.pk)
        self.fields["deputy"].queryset = colleagues  # type: ignore[attr-defined]
        self.fields["deputy"].empty_label = _("No deputy")  # type: ignore[attr-defined]
        self.fields["note"].help_text = _("You and the office read it.")
