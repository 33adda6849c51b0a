from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_fsm import transition

from accounts.models import User
from workflows.errors import StaleVersion
from workflows.models.case_queryset import CaseQuerySet
from workflows.models.case_tables import CONSTRAINTS, INDEXES
from workflows.models.category import Category
from workflows.models.contact import Contact
from workflows.models.customer import Customer
from workflows.models.equipment import Equipment
from workflows.models.priority import Priority
from workflows.models.schedule import Occurrence
from workflows.models.stage import Stage
from workflows.models.standing import ENDED, OPEN, Standing, Status
from workflows.models.status_field import LoadsStatus, StatusField
from workflows.models.team import Team
from workflows.models.worksite import Worksite
from workflows.prepared import Prepared

if TYPE_CHECKING:
    from workflows.models.case_link import CaseLink

concerning = Prepared(lambda pk: Case.objects.filter(concerns=pk).order_by().values_list("pk", flat=True), -1)


class Case(Standing, LoadsStatus):
    """One thing to do at one worksite. Its number is its primary key: short enough to read over a phone."""

    class Kind(models.TextChoices):
        REQUEST = "request", _("service request")
        DEVIATION = "deviation", _("deviation")
        ORDER = "order", pgettext_lazy("kind of case", "order")
        SCHEDULED = "scheduled", _("scheduled work")

    class Source(models.TextChoices):
        FORM = "form", _("web form")
        CODE = "code", _("QR code")
        OFFICE = "office", _("the office, for a caller")
        SCHEDULE = "schedule", _("schedule")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.REQUEST)
    source = models.CharField(_("source"), max_length=12, choices=Source)
    title = models.CharField(_("title"), max_length=140)
    description = models.TextField(_("description"), blank=True)
    priority = models.PositiveSmallIntegerField(_("priority"), choices=Priority, default=Priority.NORMAL)
    status = StatusField(
        _("status"),
        max_length=12,
        choices=Status.choices,
        default=Status.ASSIGNED.value,
        protected=True,
        editable=False,
    )
    stage = models.ForeignKey(
        Stage, models.PROTECT, null=True, editable=False, related_name="cases", verbose_name=_("stage")
    )
    stage_status = models.CharField(max_length=12, blank=True, editable=False)  # what the stage rests on, for the CHECK

    customer = models.ForeignKey(
        Customer, models.PROTECT, null=True, blank=True, related_name="cases", verbose_name=_("customer")
    )
    worksite = models.ForeignKey(
        Worksite, models.PROTECT, null=True, blank=True, related_name="cases", verbose_name=_("worksite")
    )
    place = models.CharField(
        _("place"), max_length=200, blank=True, help_text=_("Where, in words, when no worksite is chosen.")
    )
    equipment = models.ForeignKey(
        Equipment, models.PROTECT, null=True, blank=True, related_name="cases", verbose_name=_("equipment")
    )
    category = models.ForeignKey(
        Category, models.PROTECT, null=True, blank=True, related_name="cases", verbose_name=_("category")
    )

    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
        verbose_name=_("responsible"),
    )
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="cases", verbose_name=_("team"))
    assignment_reason = models.CharField(_("why this person"), max_length=255, blank=True)

    reporter = models.ForeignKey(
        Contact,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="reported_cases",
        verbose_name=_("reporter"),
    )
    reporter_name = models.CharField(_("reporter's name"), max_length=120, blank=True)
    reporter_email = models.EmailField(_("reporter's e-mail"), blank=True)
    reporter_phone = models.CharField(_("reporter's phone"), max_length=40, blank=True)
    reporter_language = models.CharField(
        _("reporter's language"), max_length=2, choices=settings.LANGUAGES, default="sv"
    )
    buyer_reference = models.CharField(_("buyer's reference"), max_length=50, blank=True)
    order_number = models.CharField(_("customer's order number"), max_length=50, blank=True)

    intake_page = models.ForeignKey(
        "wagtailcore.Page", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("form")
    )
    answers = models.JSONField(_("answers"), default=list, blank=True, help_text=_("Pairs of label and text."))
    submission_key = models.CharField(max_length=64, null=True, blank=True, unique=True, editable=False)
    occurrence = models.ForeignKey(
        Occurrence,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
        verbose_name=_("scheduled date"),
    )
    concerns = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="concerned_by",
        verbose_name=_("concerns case"),
    )

    opened_at = models.DateTimeField(_("opened"), default=timezone.now)
    acknowledged_at = models.DateTimeField(_("acknowledged at"), null=True, blank=True)
    started_at = models.DateTimeField(_("started"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    ended_at = models.DateTimeField(_("closed or cancelled"), null=True, blank=True)
    status_since = models.DateTimeField(_("in this status since"), default=timezone.now)
    acknowledge_by = models.DateTimeField(_("acknowledge by"), null=True, blank=True)
    finish_by = models.DateTimeField(_("finish by"), null=True, blank=True)
    finish_by_promised = models.BooleanField(
        _("promised by hand"), default=False, help_text=_("The service level does not move it.")
    )

    nothing_used = models.BooleanField(_("nothing was used"), default=False, editable=False)
    approved_at = models.DateTimeField(_("approved by the customer"), null=True, blank=True, editable=False)
    clock_stopped_since = models.DateTimeField(_("clock stopped since"), null=True, blank=True, editable=False)
    # When the promises were made that the ladder climbs for: anew when reopened, handed over, or promised by hand.
    acknowledge_climbs_from = models.DateTimeField(default=timezone.now, editable=False)
    finish_climbs_from = models.DateTimeField(default=timezone.now, editable=False)
    # When the sweep must look at it next; every change makes that now, as it may have moved what happens next.
    escalates_at = models.DateTimeField(default=timezone.now, null=True, editable=False)

    version = models.PositiveIntegerField(default=1, editable=False)
    last_sequence = models.PositiveIntegerField(default=0, editable=False)
    search_text = models.TextField(blank=True, editable=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        ordering = ["-pk"]
        permissions = [
            ("see_all_cases", _("Can see all cases")),
            ("work_cases", _("Can work on own and team's cases")),
            ("reassign_cases", _("Can hand over cases to others")),
            ("manage_cases", _("Can use all verbs on cases and register for callers")),
            ("see_money", _("Can see prices, exports and ERP orders")),
        ]
        constraints = CONSTRAINTS
        indexes = INDEXES

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def get_status_display(self) -> str:  # type: ignore[no-redef]
        """As Django's, which puts all choices together anew each time: a third of a list's cost."""
        return str(Status(self.status).label)

    def get_priority_display(self) -> str:  # type: ignore[no-redef]
        return str(Priority(self.priority).label)

    @property
    def as_seen(self) -> str:
        """What a ticked box says of the case: its number, and the version that the person saw."""
        return f"{self.pk}.{self.version}"

    @cached_property
    def receipt_link(self) -> "CaseLink | None":
        """The first one that still opens the case, as it was when this was first asked."""
        found: CaseLink | None = self.links.valid().order_by("pk").first()
        return found

    @property
    def where(self) -> str:
        return self.worksite.where if self.worksite else self.place

    @property
    def concerned_by_numbers(self) -> list[int]:
        """To find those cases by. Asked for together with who may see them, SQLite reads every case."""
        return concerning(self.pk)

    @property
    def answerer(self) -> "User | Team | None":
        """Who answers for the case: the person, else the team."""
        return self.responsible or self.team

    @transition(field=status, source=OPEN, target=Status.ASSIGNED)
    def assign(self, person: User | None, team: Team | None, reason: str) -> None:
        self.responsible, self.team, self.assignment_reason = person, team, reason
        self.acknowledged_at = None

    @transition(field=status, source=Status.ASSIGNED, target=Status.ACKNOWLEDGED)
    def acknowledge(self, person: User, at: datetime) -> None:
        self.responsible, self.acknowledged_at = person, at

    @transition(field=status, source=[Status.ASSIGNED, Status.ACKNOWLEDGED], target=Status.IN_PROGRESS)
    def start(self, person: User, at: datetime) -> None:
        """Acknowledges on the way."""
        if self.status == Status.ASSIGNED:
            self.responsible, self.acknowledged_at = person, at
        self.started_at = self.started_at or at

    @transition(field=status, source=[Status.ACKNOWLEDGED, Status.IN_PROGRESS], target=Status.WAITING)
    def pause(self) -> None: ...

    @transition(field=status, source=Status.WAITING, target=Status.IN_PROGRESS)
    def resume(self) -> None: ...

    @transition(field=status, source=[Status.ACKNOWLEDGED, Status.IN_PROGRESS, Status.WAITING], target=Status.DONE)
    def finish(self, at: datetime) -> None:
        self.finished_at = at

    @transition(field=status, source=Status.DONE, target=Status.CLOSED)
    def close(self, at: datetime) -> None:
        self.ended_at = at

    @transition(field=status, source=ENDED, target=Status.ASSIGNED)
    def reopen(self, person: User | None, team: Team | None, reason: str) -> None:
        self.responsible, self.team, self.assignment_reason = person, team, reason
        self.acknowledged_at = self.finished_at = self.ended_at = self.approved_at = None

    @transition(field=status, source=OPEN, target=Status.CANCELLED)
    def cancel(self, at: datetime) -> None:
        self.ended_at = at

    def save(self, *args: Any, **kwargs: Any) -> None:
        if "update_fields" not in kwargs or kwargs["update_fields"] is None:
            self.search_text = self.words_to_find()
        super().save(*args, **kwargs)

    def save_changed(self) -> None:
        """Writes the whole row if nobody changed it since it was read, and raises its version.

        Raises StaleVersion otherwise; then nothing was written. `UPDATE … WHERE id = and version =`, one query.
        `nothing_used` follows the articles, which raise no version: their verbs alone write it.
        """
        self.search_text = self.words_to_find()
        self.escalates_at = timezone.now() if self.is_open else None
        kept = {"id", "version", "last_sequence", "nothing_used"}
        fields = [field.attname for field in self._meta.concrete_fields if field.attname not in kept]
        values = {name: getattr(self, name) for name in fields}
        unchanged = Case.objects.filter(pk=self.pk, version=self.version)
        if not unchanged.update(version=self.version + 1, **values):
            raise StaleVersion(Case.objects.get(pk=self.pk))
        self.version += 1

    def words_to_find(self) -> str:
        """What a search looks in: everything somebody on the phone might say of the case."""
        parts = [self.title, self.description, self.place, self.reporter_name, self.reporter_email]
        parts += [self.order_number, self.buyer_reference]
        if self.worksite:
            parts += [self.worksite.name, self.worksite.street, self.worksite.city]
        if self.customer:
            parts += [self.customer.name, self.customer.number]
        if self.equipment:
            parts += [self.equipment.name, self.equipment.number]
        return "\n".join(filter(None, parts)).lower()
