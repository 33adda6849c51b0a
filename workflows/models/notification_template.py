import re
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.models import User
from workflows.models.notification_rule import Occasion

NAME = re.compile(r"\{([^{}]*)\}")
STAFF_NAMES = frozenset(
    {
        *("number", "title", "place", "category", "priority", "status", "customer", "reporter"),
        *("answerer", "by", "text", "company", "phone", "link"),
    }
)
CUSTOMER_NAMES = frozenset({"number", "title", "place", "by", "text", "company", "phone", "link"})
RECEIPT_NAMES = frozenset({"number", "company", "phone", "link"})


class Audience(models.TextChoices):
    """Who reads it, as far as the words differ."""

    ANSWERER = "answerer", gettext_lazy("who answers for the case")
    TEAM = "team", gettext_lazy("the team that may take it")
    STAFF = "staff", gettext_lazy("others at the company")
    CUSTOMER = "customer", gettext_lazy("the customer")
    SITE_CONTACT = "site_contact", gettext_lazy("the worksite's contact person")


CUSTOMER_AUDIENCES = (Audience.CUSTOMER, Audience.SITE_CONTACT)


def names_for(event: str, audience: str) -> frozenset[str]:
    """What may stand in braces. The receipt names nothing that a stranger wrote: anybody can type anybody's address."""
    if audience == Audience.SITE_CONTACT:
        return CUSTOMER_NAMES - {"text", "by"}
    if audience == Audience.CUSTOMER:
        return RECEIPT_NAMES if event == Occasion.OPENED else CUSTOMER_NAMES
    return STAFF_NAMES


def check_names(text: str, names: frozenset[str]) -> None:
    """Raises ValidationError for a name that is not in the list, or a brace that encloses none."""
    offered = ", ".join(f"{{{name}}}" for name in sorted(names))
    for name in NAME.findall(text):
        if name not in names:
            words = {"name": f"{{{name[:40]}}}", "offered": offered}
            raise ValidationError(_("%(name)s is not known here. You can write %(offered)s.") % words)
    if set(NAME.sub("", text)) & {"{", "}"}:
        raise ValidationError(_("A brace without its twin. You can write %(offered)s.") % {"offered": offered})


class NotificationTemplateQuerySet(models.QuerySet["NotificationTemplate"]):
    def visible_to(self, user: User) -> Self:
        return self if user.has_perm("workflows.view_notificationtemplate") else self.none()


class NotificationTemplate(models.Model):
    """The administrator's own words for one event and those who read it. What is empty is said in Serva's words."""

    event = models.CharField(gettext_lazy("event"), max_length=20, choices=Occasion, editable=False)
    audience = models.CharField(gettext_lazy("to"), max_length=20, choices=Audience, editable=False)
    subject_sv = models.CharField(gettext_lazy("subject in Swedish"), max_length=120, blank=True)
    body_sv = models.TextField(gettext_lazy("text in Swedish"), max_length=4000, blank=True)
    short_sv = models.CharField(gettext_lazy("short text in Swedish"), max_length=160, blank=True)
    subject_en = models.CharField(gettext_lazy("subject in English"), max_length=120, blank=True)
    body_en = models.TextField(gettext_lazy("text in English"), max_length=4000, blank=True)
    short_en = models.CharField(gettext_lazy("short text in English"), max_length=160, blank=True)

    objects = NotificationTemplateQuerySet.as_manager()
    WORDS = ("subject", "body", "short")

    class Meta:
        verbose_name = gettext_lazy("message template")
        verbose_name_plural = gettext_lazy("message templates")
        ordering = ["pk"]
        default_permissions = ("view", "change")
        constraints = [
            models.UniqueConstraint(fields=["event", "audience"], name="notification_template_once"),
        ]

    def __str__(self) -> str:
        about = {"event": self.get_event_display(), "audience": self.get_audience_display()}
        return pgettext_lazy("message template", "%(event)s, to %(audience)s") % about

    @property
    def fields(self) -> list[str]:
        return [f"{word}_{language}" for language in ("sv", "en") for word in self.WORDS]

    @property
    def is_own(self) -> bool:
        """Somebody has written words of the house's own."""
        return any(getattr(self, field) for field in self.fields)

    @property
    def names(self) -> frozenset[str]:
        return names_for(self.event, self.audience)

    def written(self, word: str, language: str) -> str:
        """Empty where Serva's own words are to be said."""
        return str(getattr(self, f"{word}_{language}", ""))

    def clean(self) -> None:
        errors: dict[str, Any] = {}
        for field in self.fields:
            allowed = self.names - {"link", "text"} if not field.startswith("body") else self.names
            try:
                check_names(getattr(self, field), allowed)
            except ValidationError as error:
                errors[field] = error
        if errors:
            raise ValidationError(errors)
