from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from workflows.models import Article
from workflows.seen import SeenForm
from workflows.uploads import FilesField
from workflows.writing import MessageForm, OnceForm


class StepForm(SeenForm):
    """A button: what it changes stands in its address."""


class PauseForm(SeenForm):
    reason = forms.CharField(
        label=_("What are you waiting for?"),
        help_text=_("The customer reads it."),
        max_length=200,
        widget=forms.TextInput(attrs={"list": "reasons", "autocomplete": "off"}),
        error_messages={"required": _("Say in a few words what the work waits for.")},
    )


class FinishForm(SeenForm, OnceForm):
    body = forms.CharField(
        label=_("Message to the customer"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    files = FilesField(label=_("Photos"), help_text=_("The customer sees them."))


class ReplyForm(MessageForm):
    pass


class NoteForm(MessageForm):
    pass


class PhotosForm(OnceForm):
    files = FilesField(
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

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["article"].queryset = Article.objects.active()  # type: ignore[attr-defined]
