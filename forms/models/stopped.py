from datetime import timedelta
from typing import Self

from django.db import connection, models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from forms.models.qr_code import QrCode

KEPT_DAYS = 400


class Reason(models.TextChoices):
    TRAP = "trap", pgettext_lazy("stopped", "Filled in what people do not see")
    TOO_SOON = "too_soon", pgettext_lazy("stopped", "Sent too soon after opening")
    KEY = "key", pgettext_lazy("stopped", "Not sent from our form")
    PROOF = "proof", pgettext_lazy("stopped", "Did not pass the robot check")
    SENDER = "sender", pgettext_lazy("stopped", "Too many from one sender")
    CODE = "code", pgettext_lazy("stopped", "Too many at one code")
    FORM = "form", pgettext_lazy("stopped", "Too many by one form")
    RECEIVER = "receiver", pgettext_lazy("stopped", "Receipt not mailed: too many to one address")


class StoppedPostQuerySet(models.QuerySet["StoppedPost"]):
    def visible_to(self, user: User) -> Self:
        return self if user.has_perm("intake.view_formsubmission") else self.none()

    def of_days(self, days: int) -> Self:
        return self.filter(day__gt=timezone.localdate() - timedelta(days=days))


class StoppedPost(models.Model):
    """How often a form was not taken on a day, and why; never from whom."""

    day = models.DateField(_("day"))
    page = models.ForeignKey("intake.IntakeFormPage", models.CASCADE, related_name="stopped", verbose_name=_("form"))
    code = models.ForeignKey(QrCode, models.CASCADE, null=True, related_name="stopped", verbose_name=_("QR code"))
    reason = models.CharField(_("reason"), max_length=10, choices=Reason)
    count = models.PositiveIntegerField(pgettext_lazy("stopped", "times"), default=1)

    objects = StoppedPostQuerySet.as_manager()

    class Meta:
        verbose_name = _("stopped post")
        verbose_name_plural = _("stopped posts")
        constraints = [
            models.UniqueConstraint(fields=["day", "page", "code", "reason"], name="stopped_once_a_code"),
            models.UniqueConstraint(
                fields=["day", "page", "reason"], condition=models.Q(code=None), name="stopped_once_a_form"
            ),
            models.CheckConstraint(condition=models.Q(reason__in=Reason.values), name="stopped_for_a_known_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.get_reason_display()}: {self.count}"


COUNT = (
    f"INSERT INTO {StoppedPost._meta.db_table} AS stopped (day, page_id, code_id, reason, count) "  # noqa: S608
    "VALUES (%s, %s, %s, %s, 1) ON CONFLICT {same} DO UPDATE SET count = stopped.count + 1"
)
AT_A_CODE = COUNT.format(same="(day, page_id, code_id, reason)")
AT_NONE = COUNT.format(same="(day, page_id, reason) WHERE code_id IS NULL")


def count_stopped(page_id: int, code: QrCode | None, reason: Reason) -> None:
    """In one statement, exact however many come at once."""
    day = connection.ops.adapt_datefield_value(timezone.localdate())
    with connection.cursor() as cursor:
        cursor.execute(AT_A_CODE if code else AT_NONE, [day, page_id, code.pk if code else None, reason.value])


def forget_old() -> int:
    before = timezone.localdate() - timedelta(days=KEPT_DAYS)
    return StoppedPost.objects.filter(day__lt=before).delete()[0]
