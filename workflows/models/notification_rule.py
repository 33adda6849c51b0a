from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.models import User
from workflows.models.case_event import EventKind


class Occasion(models.TextChoices):
    """What people are told of: the events of a case, messages by who wrote them."""

    OPENED = "opened", gettext_lazy("Case opened")
    ASSIGNED = "assigned", gettext_lazy("Assigned")
    ACKNOWLEDGED = "acknowledged", gettext_lazy("Acknowledged")
    STARTED = "started", gettext_lazy("Work started")
    PAUSED = "paused", gettext_lazy("Waiting")
    RESUMED = "resumed", gettext_lazy("Work resumed")
    FINISHED = "finished", gettext_lazy("Work done")
    CLOSED = "closed", gettext_lazy("Case closed")
    REOPENED = "reopened", gettext_lazy("Reopened")
    CANCELLED = "cancelled", gettext_lazy("Cancelled")
    CUSTOMER_MESSAGE = "customer_message", gettext_lazy("Message from the customer")
    STAFF_MESSAGE = "staff_message", gettext_lazy("Message to the customer")
    NOTE = "note", gettext_lazy("Internal note")
    ATTACHED = "attached", gettext_lazy("Files added")
    REMINDED = "remind", gettext_lazy("Reminder")
    LEADER_TOLD = "tell_leader", gettext_lazy("For the team's leader")
    OFFICE_TOLD = "tell_office", gettext_lazy("For the office")
    HANDED_ON = "handed_on", gettext_lazy("Handed on by itself")
    PRIORITY_RAISED = "raise_priority", gettext_lazy("Priority raised")


class Receiver(models.TextChoices):
    """Whom a rule means: a closed list, worked out for each case anew."""

    ANSWERER = "answerer", gettext_lazy("Who answers for the case")
    TEAM = "team", gettext_lazy("Everybody in the team")
    LEADER = "leader", gettext_lazy("The team's leader")
    OFFICE = "office", gettext_lazy("Everybody at the office")
    REPORTER = "reporter", gettext_lazy("Who reported the case")
    SITE_CONTACT = "site_contact", gettext_lazy("The worksite's contact person")
    SYSTEMS = "systems", gettext_lazy("Other systems (webhooks)")


class Channel(models.TextChoices):
    EMAIL = "email", gettext_lazy("E-mail")
    BELL = "bell", gettext_lazy("Bell")
    PUSH = "push", gettext_lazy("Phone or browser")
    SMS = "sms", pgettext_lazy("channel", "SMS")
    WEBHOOK = "webhook", gettext_lazy("Webhook")


OF_MESSAGES = {True: Occasion.CUSTOMER_MESSAGE, False: Occasion.STAFF_MESSAGE}
OF_LADDERS = tuple(map(Occasion, ("remind", "tell_leader", "tell_office", "handed_on", "raise_priority")))
TOLD_KINDS = frozenset(EventKind.values) & (frozenset(Occasion.values) | {EventKind.MESSAGE, EventKind.ESCALATED})
CUSTOMERS = (Receiver.REPORTER, Receiver.SITE_CONTACT)
IN_THE_HOUSE = (Occasion.NOTE, Occasion.CUSTOMER_MESSAGE, Occasion.ASSIGNED, *OF_LADDERS)


class NotificationRuleQuerySet(models.QuerySet["NotificationRule"]):
    def active(self) -> Self:
        return self.filter(is_active=True)

    def reaching_who_answers(self) -> Self:
        """Active ones by which a new case reaches somebody who does not look for it."""
        told, over = (Receiver.ANSWERER, Receiver.TEAM), (Channel.EMAIL, Channel.SMS, Channel.PUSH)
        return self.active().filter(event=Occasion.OPENED, receiver__in=told, channel__in=over)

    def visible_to(self, user: User) -> Self:
        return self if user.has_perm("workflows.view_notificationrule") else self.none()


class NotificationRule(models.Model):
    """Which event tells whom over which channel. Somebody whom several rules mean is told once."""

    event = models.CharField(gettext_lazy("event"), max_length=20, choices=Occasion)
    receiver = models.CharField(
        gettext_lazy("whom"),
        max_length=20,
        choices=Receiver,
        help_text=gettext_lazy("While nobody has taken the case, the whole team answers for it."),
    )
    channel = models.CharField(gettext_lazy("channel"), max_length=10, choices=Channel)
    is_active = models.BooleanField(gettext_lazy("active"), default=True)

    objects = NotificationRuleQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("notification rule")
        verbose_name_plural = gettext_lazy("notification rules")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "receiver", "channel"],
                name="notification_rule_once",
                violation_error_message=gettext_lazy("There is such a rule already."),
            ),
            models.CheckConstraint(
                condition=~Q(receiver__in=CUSTOMERS, event__in=IN_THE_HOUSE),
                name="notification_rule_stays_in_the_house",
                violation_error_message=gettext_lazy("Customers are not told of this."),
            ),
            models.CheckConstraint(
                condition=Q(receiver=Receiver.SYSTEMS, channel=Channel.WEBHOOK)
                | ~Q(receiver=Receiver.SYSTEMS) & ~Q(channel=Channel.WEBHOOK),
                name="notification_rule_webhook_to_systems",
                violation_error_message=gettext_lazy("Webhooks go to other systems, and nothing else does."),
            ),
        ]

    def __str__(self) -> str:
        told = f"{self.get_event_display()} → {self.get_receiver_display()}"
        return f"{told}, {self.get_channel_display()}"

    def clean(self) -> None:
        """What the constraints refuse, said beside the field that is wrong."""
        if self.receiver in CUSTOMERS and self.event in IN_THE_HOUSE:
            raise ValidationError({"receiver": _("Customers are not told of this.")})
        if (self.receiver == Receiver.SYSTEMS) != (self.channel == Channel.WEBHOOK):
            raise ValidationError({"channel": _("Webhooks go to other systems, and nothing else does.")})
