from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workflows.models import Contact, Worksite
from workflows.seen import SeenForm
from workflows.writing import MessageForm


class FollowUpForm(MessageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].label = _("Your message")
        self.fields["files"].help_text = _("Up to ten photos or PDFs.")


class ApproveForm(SeenForm):
    pass


class ReopenForm(SeenForm):
    reason = forms.CharField(
        label=_("What is left to do?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Tell us what is left, so that we know what to do.")},
    )


class FilterForm(forms.Form):
    worksite = forms.ModelChoiceField(
        label=_("Worksite"), queryset=Worksite.objects.none(), required=False, empty_label=_("All worksites")
    )
    q = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Number or words")}),
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: forms.ModelChoiceField = self.fields["worksite"]  # type: ignore[assignment]
        field.queryset = Worksite.objects.visible_to(user)
        self.worksites = list(field.queryset.order_by("name", "pk").values_list("pk", "name"))
        field.widget.choices = [("", field.empty_label), *self.worksites]


class SettingsForm(forms.ModelForm):
    """The contact person, and the language of her log-in with it."""

    language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, help_text=_("Of these pages and of our mails to you.")
    )

    class Meta:
        model = Contact
        fields = ["name", "phone", "language"]
        labels = {"name": _("Name"), "phone": _("Phone")}
