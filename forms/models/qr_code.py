import secrets
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.models import Exists, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import PageViewRestriction

from accounts.models import User
from workflows.links import absolute
from workflows.models import Case, Equipment, Schedule, Worksite
from workflows.models.case_link import new_token

SCANNED = "UPDATE intake_qrcode SET scans = scans + 1, last_scanned_at = %s WHERE id = %s"
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is taken for another


def new_short_number() -> str:
    """Seven letters in two groups, easy to say over a phone and to type where the code cannot be read."""
    letters = [secrets.choice(LETTERS) for _place in range(7)]
    return f"{''.join(letters[:3])}-{''.join(letters[3:])}"


def as_printed(typed: str) -> str:
    """What was typed, as labels have it: in capitals, with its hyphen. "" for what no label can have."""
    letters = "".join(letter for letter in typed.upper() if letter.isascii() and letter.isalnum())
    if len(letters) != 7 or set(letters) - set(LETTERS):
        return ""
    return f"{letters[:3]}-{letters[3:]}"


class QrCodeQuerySet(models.QuerySet["QrCode"]):
    def valid(self) -> Self:
        return self.filter(revoked_at=None)

    def visible_to(self, user: User) -> Self:
        return self if user.has_perm("intake.view_qrcode") else self.none()

    def for_page(self) -> Self:
        """With what its public page and its label show."""
        return self.select_related("page", "worksite__customer", "worksite__contact", "equipment")

    def for_scan(self) -> Self:
        """The same, and whether Wagtail keeps any page from somebody: nothing more is to be asked where it does not."""
        return self.for_page().annotate(some_are_restricted=Exists(PageViewRestriction.objects.all()))


class QrCode(models.Model):  # type: ignore[django-manager-missing]  # FormSubmission comes later
    """A printed code at a worksite. Who scans it reports there, and can do nothing else with it."""

    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    short_number = models.CharField(_("number"), max_length=8, unique=True, default=new_short_number, editable=False)
    page = models.ForeignKey(
        "intake.IntakeFormPage", models.PROTECT, related_name="codes", verbose_name=_("opens the form")
    )
    worksite = models.ForeignKey(Worksite, models.PROTECT, related_name="qr_codes", verbose_name=_("worksite"))
    equipment = models.ForeignKey(
        Equipment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="qr_codes",
        verbose_name=_("equipment"),
        help_text=_("Cases reported here are about this. Leave empty for the worksite as a whole."),
    )
    schedule = models.ForeignKey(
        Schedule,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="qr_codes",
        verbose_name=_("schedule"),
        help_text=_("A case reported here concerns the latest case of this schedule at the worksite."),
    )
    case = models.ForeignKey(
        Case,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="qr_codes",
        verbose_name=_("case"),
        help_text=_("A case reported here concerns this one."),
    )
    label_text = models.CharField(
        _("text on the label"), max_length=80, blank=True, help_text=_("For example: Something wrong? Tell us here.")
    )
    shows_address = models.BooleanField(_("shows the address"), default=True)
    shows_equipment = models.BooleanField(_("shows what is serviced"), default=True)
    shows_contact = models.BooleanField(
        _("shows the contact person"),
        default=True,
        help_text=_("Name and phone of the worksite's contact person, to everybody who scans the code."),
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    created_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    revoked_at = models.DateTimeField(_("blocked"), null=True, editable=False)
    replaced_by = models.OneToOneField(
        "self", models.SET_NULL, null=True, related_name="replaces", editable=False, verbose_name=_("replaced by")
    )
    scans = models.PositiveIntegerField(_("scans"), default=0, editable=False)
    last_scanned_at = models.DateTimeField(_("last scanned"), null=True, editable=False)

    objects = QrCodeQuerySet.as_manager()

    class Meta:
        verbose_name = _("QR code")
        verbose_name_plural = _("QR codes")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(replaced_by=None) | Q(revoked_at__isnull=False), name="qr_code_replaced_is_revoked"
            )
        ]

    def __str__(self) -> str:
        return f"{self.short_number} · {self.place}"

    @property
    def place(self) -> str:
        return f"{self.worksite}, {self.equipment}" if self.equipment else str(self.worksite)

    @property
    def is_revoked(self) -> bool:
        return self.revoked_at is not None

    @property
    def url(self) -> str:
        """What the printed code says; it must hold for as long as the label hangs."""
        return absolute(reverse("intake:scan", args=[self.token]))

    def clean(self) -> None:
        wrong: dict[str, Any] = {}
        if self.worksite_id and self.equipment and self.equipment.worksite_id != self.worksite_id:
            wrong["equipment"] = _("This stands at another worksite.")
        if self.worksite_id and self.schedule and self.schedule.customer_id != self.worksite.customer_id:
            wrong["schedule"] = _("This schedule is another customer's.")
        if self.worksite_id and self.case and self.case.worksite_id != self.worksite_id:
            wrong["case"] = _("This case is about another worksite.")
        if wrong:
            raise ValidationError(wrong)

    def count_scan(self) -> None:
        """That it was scanned and when last, never by whom."""
        with connection.cursor() as cursor:
            cursor.execute(SCANNED, [connection.ops.adapt_datetimefield_value(timezone.now()), self.pk])

    def concerns(self) -> Case | None:
        """The case that a report from here is about, if the code belongs to a case or a schedule."""
        if self.case_id or not self.schedule_id:
            return self.case
        return Case.objects.filter(occurrence__schedule=self.schedule_id, worksite=self.worksite_id).first()
