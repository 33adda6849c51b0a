"""The small forms behind the verbs of a case. `given()` is what the verb is called with besides case and actor."""

from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.core import signing
from django.http import QueryDict
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workflows.actor import Actor
from workflows.gates import missing, seen_missing
from workflows.models import Case, Gate, PlannedArticle, UsedArticle
from workflows.permissions import may_override
from workflows.seen import SeenForm, seen
from workflows.stage_field import StageField
from workflows.uploads import FilesField
from workflows.viewsets.assignee import AssigneeField, choices
from workflows.viewsets.lookup import LookupField, look_as
from workflows.writing import MessageForm, OnceForm


def chosen_by(actor: Actor) -> str:
    """Why somebody answers for a case when a person chose her: stored, so in the company's language."""
    with translation.override(settings.LANGUAGE_CODE):
        return gettext("Chosen by %(name)s") % {"name": actor.name}


class VerbForm(forms.Form):
    """`case` and `user` are those of the page; a subclass with `SeenForm` carries what the person saw."""

    def __init__(self, *args: Any, case: Case, user: User, **kwargs: Any) -> None:
        self.case, self.user = case, user
        if isinstance(self, SeenForm):
            kwargs["initial"] = self.shown() | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        look_as(self, user)
        self.prepare()

    def shown(self) -> dict[str, Any]:
        """What the page shows of the case."""
        return seen(self.case)

    def again(self, now: Case) -> QueryDict:
        """What was typed, to be posted once more to the case as it is now."""
        data: QueryDict = self.data.copy()  # type: ignore[attr-defined]
        data.update({name: str(value) for name, value in seen(now).items()})
        return data

    def prepare(self) -> None: ...

    def given(self) -> dict[str, Any]:
        return {}

    @property
    def typed(self) -> str:
        """What the person wrote, for a page that could not take it."""
        names = [name for name, field in self.fields.items() if not field.widget.is_hidden and name in self.data]
        texts = [
            str(self.data.get(name) or "").strip() for name in names if not isinstance(self.fields[name], AssigneeField)
        ]
        return "\n".join(filter(None, texts))


class StepForm(VerbForm, SeenForm):
    """A button."""

    def given(self) -> dict[str, Any]:
        return {"version": self.cleaned_data["version"]}


class ReasonForm(StepForm):
    reason = forms.CharField(max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    label: Any = ""
    missing: Any = ""

    def prepare(self) -> None:
        field = self.fields["reason"]
        field.label, field.help_text = self.label, _("The customer reads it.")
        field.error_messages["required"] = self.missing

    def given(self) -> dict[str, Any]:
        return super().given() | {"reason": self.cleaned_data["reason"]}


class GatedForm(StepForm):
    """A button, unless something must be there first: then who may goes past with a reason, and others see what."""

    gate = Gate.Verb.FINISH
    override = forms.CharField(
        label=_("Go on all the same: why?"),
        max_length=300,
        help_text=_("Only staff read it. It stays in the history."),
        error_messages={"required": _("Say why it goes on although something is missing.")},
    )

    def prepare(self) -> None:
        self.lacking = missing(self.case, self.gate) if self.is_bound else seen_missing(self.case, self.gate)
        if not self.lacking or not may_override(self.user, self.case):
            del self.fields["override"]

    def given(self) -> dict[str, Any]:
        return super().given() | {"override": self.cleaned_data.get("override", "")}


class FinishForm(GatedForm):
    pass


class CloseForm(GatedForm):
    gate = Gate.Verb.CLOSE


class PauseForm(ReasonForm):
    label = _("What are we waiting for?")
    missing = _("Say in a few words what the work waits for.")


class StageForm(StepForm):
    stage = StageField()

    def prepare(self) -> None:
        self.fields["stage"].offer(self.case)  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        return super().given() | {"stage": self.cleaned_data["stage"]}


class ReopenForm(ReasonForm):
    label = _("What is left to do?")
    missing = _("Say what is left to do.")


class CancelForm(ReasonForm):
    label = _("Why will it not be done?")
    missing = _("Say why it is cancelled.")


class AssignForm(StepForm):
    to = AssigneeField(label=_("Hand over to"))
    reason = forms.CharField(
        label=_("Why"),
        max_length=200,
        required=False,
        help_text=_("Only staff read it. Leave it empty, and it says that you chose."),
    )

    def prepare(self) -> None:
        self.fields["to"].offer(choices(with_load=True))  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        person, team = self.cleaned_data["to"]
        reason = self.cleaned_data["reason"] or chosen_by(Actor.of(self.user, via="admin"))
        return super().given() | {"person": person, "team": team, "reason": reason}


class WriteForm(VerbForm, MessageForm):
    internal = False

    def prepare(self) -> None:
        self.fields["body"].label = _("Internal note") if self.internal else _("Message to the customer")
        self.fields["body"].widget.attrs["rows"] = 3
        self.fields["files"].label = _("Photos or PDF")

    def given(self) -> dict[str, Any]:
        part = "n" if self.internal else "m"
        return {
            "body": self.cleaned_data["body"],
            "files": self.cleaned_data["files"],
            "internal": self.internal,
            "key": self.key_for(self.case, part),
        }


class NoteForm(WriteForm):
    internal = True


class FilesForm(VerbForm, OnceForm):
    files = FilesField(  # type: ignore[assignment]
        label=_("Photos or PDF"), required=True, error_messages={"required": _("Choose at least one file.")}
    )
    internal = forms.BooleanField(label=_("Only for staff"), required=False, initial=True)

    def given(self) -> dict[str, Any]:
        return {
            "files": self.cleaned_data["files"],
            "internal": self.cleaned_data["internal"],
            "key": self.key_for(self.case, "f"),
        }


class ArticleForm(VerbForm, OnceForm):
    article = LookupField("articles", label=_("Article"), error_messages={"required": _("Choose an article.")})
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
    note = forms.CharField(label=_("Note"), max_length=200, required=False)

    def given(self) -> dict[str, Any]:
        chosen = self.cleaned_data
        return {
            "article": chosen["article"],
            "quantity": chosen["quantity"],
            "note": chosen["note"],
            "key": self.key_for(self.case, "a"),
        }


class TakeBackForm(VerbForm):
    used = forms.ModelChoiceField(UsedArticle.objects.none(), widget=forms.HiddenInput)

    def prepare(self) -> None:
        self.fields["used"].queryset = self.case.used_articles.all()  # type: ignore[attr-defined]
        self.fields["used"].error_messages["invalid_choice"] = _("That article is not there any more.")

    def given(self) -> dict[str, Any]:
        return {"used": self.cleaned_data["used"]}


class PlannedForm(VerbForm):
    planned = forms.ModelChoiceField(PlannedArticle.objects.none(), widget=forms.HiddenInput)

    def prepare(self) -> None:
        self.fields["planned"].queryset = self.case.planned_articles.all()  # type: ignore[attr-defined]
        self.fields["planned"].error_messages["invalid_choice"] = _("That article is not there any more.")

    def given(self) -> dict[str, Any]:
        return {"planned": self.cleaned_data["planned"]}


class LinkForm(VerbForm):
    """Nothing to fill in."""


SALT = "workflows.admin.details"


def remember(facts: dict[str, str]) -> str:
    return signing.dumps(facts, salt=SALT)


def remembered(text: str) -> dict[str, str]:
    try:
        return signing.loads(text, salt=SALT)
    except signing.BadSignature:
        return {}
