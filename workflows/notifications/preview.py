"""How a notice would be, on a case that is there: to look at, and to send to oneself."""

import secrets
from smtplib import SMTPException
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from workflows import links
from workflows.models import Audience, Case, CaseEvent, EventKind, NotificationTemplate, Occasion, Receiver
from workflows.models.case_queryset import CaseQuerySet
from workflows.models.notification_rule import OF_LADDERS, OF_MESSAGES
from workflows.notifications.channels import email
from workflows.notifications.compose import Composer, Notice
from workflows.notifications.rules import Recipient, occasion_of

SHOWN = ("responsible", "team", "customer", "worksite", "category", "reporter")
RECEIVERS = {
    Audience.ANSWERER: Receiver.ANSWERER,
    Audience.TEAM: Receiver.ANSWERER,
    Audience.STAFF: Receiver.OFFICE,
    Audience.CUSTOMER: Receiver.REPORTER,
    Audience.SITE_CONTACT: Receiver.SITE_CONTACT,
}


class PreviewForm(forms.Form):
    """Of which case, the newest where none is said, and in which language."""

    case = forms.IntegerField(label=gettext_lazy("Case number"), required=False, min_value=1, max_value=10**12)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES, required=False)
    prefix = "preview"

    def __init__(self, cases: CaseQuerySet, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cases = cases

    def clean_case(self) -> Case | None:
        number = self.cleaned_data["case"]
        rows = self.cases.select_related(*SHOWN)
        found: Case | None = (rows.filter(pk=number) if number else rows.order_by("-pk")).first()
        if found is None:
            words = _("There is no case %(number)s.") % {"number": number} if number else _("There is no case yet.")
            raise forms.ValidationError(words)
        return found

    def notice(self, template: NotificationTemplate, reader: User) -> Notice:
        language = self.cleaned_data["language"] or settings.LANGUAGE_CODE
        with translation.override(language):
            event = event_for(template.event, self.cleaned_data["case"], reader)
        audience = Audience(template.audience)
        person = Recipient("preview", reader.email, "", language, reader, RECEIVERS[audience], str(reader))
        link = links.portal_case(event.case) if person.is_customer else links.room(event.case)
        return Composer(event).written_with(person, template=template, link=link)


def event_for(name: str, case: Case, by: User) -> CaseEvent:
    """The last of its kind in the case's history, or one as if it happened now."""
    wanted = Occasion(name)
    kind = kind_of(wanted)
    told = case.events.filter(kind=kind).select_related("message").order_by("-sequence")
    for event in told[:20]:
        if occasion_of(event) == wanted:
            event.case = case
            return event
    data: dict[str, Any] = {
        "from_customer": wanted == Occasion.CUSTOMER_MESSAGE,
        "reason": _("(What somebody wrote.)"),
    }
    if wanted in OF_LADDERS:
        by_when = (case.acknowledge_by or timezone.now()).isoformat()
        data = {"what": wanted, "people": [], "due": "acknowledge", "by_when": by_when, "kept": "", "was_before": False}
    name_of = case.reporter_name if wanted == Occasion.CUSTOMER_MESSAGE else str(by)
    return CaseEvent(case=case, sequence=0, kind=kind, at=timezone.now(), user=by, by_name=name_of, data=data)


def kind_of(wanted: Occasion) -> EventKind:
    if wanted in OF_MESSAGES.values():
        return EventKind.MESSAGE
    if wanted == Occasion.HANDED_ON:
        return EventKind.ASSIGNED
    return EventKind.ESCALATED if wanted in OF_LADDERS else EventKind(wanted)


def send_test(notice: Notice, to: User) -> str:
    """By mail. What went wrong, or nothing."""
    message_id = f"test-{secrets.token_hex(8)}"
    try:
        email.hand_over(email.mail_of(message_id, to.email, notice.subject, notice.text, notice.html))
    except (OSError, SMTPException, email.Permanent) as error:
        return f"{type(error).__name__}: {error}"[:300]
    return ""
