"""The tables of the domain, what each role may do there, and the first rows: twenty migrations in one.

New databases begin here; those that have taken the twenty go on from them. Delete those when nobody is left behind.
"""

from decimal import Decimal
from typing import Any

import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import modelcluster.fields
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone

import workflows.models.attachment
import workflows.models.case_link
import workflows.models.escalation_step
import workflows.models.job
import workflows.models.notification_preference
import workflows.models.standing
import workflows.models.status_field
import workflows.models.time_fields
import workflows.models.webhook_endpoint
import workflows.models.weekdays
from accounts import roles

REGISTERS = [
    "customer",
    "contact",
    "worksite",
    "equipment",
    "category",
    "team",
    "responsibility",
    "schedule",
    "article",
]
FIELD = [f"workflows.view_{noun}" for noun in ("case", "worksite", "equipment", "category", "team", "article")]
KEPT_BY_OFFICE = [*REGISTERS, "servicelevel", "stage", "gate", "checklisttemplate"]
LOOK = [f"workflows.view_{noun}" for noun in ("case", *KEPT_BY_OFFICE)]
KEEP = [f"workflows.{verb}_{noun}" for verb in ("add", "change") for noun in KEPT_BY_OFFICE]
DELETE = [f"workflows.delete_{noun}" for noun in KEPT_BY_OFFICE]
OFFICE = [
    f"workflows.{right}" for right in ("see_all_cases", "work_cases", "reassign_cases", "manage_cases", "see_money")
]
NOTICES = ["workflows.view_notificationrule", "workflows.view_notificationtemplate"]
KEEP_NOTICES = [
    *NOTICES,
    *(f"workflows.{verb}_notificationrule" for verb in ("add", "change", "delete")),
    "workflows.change_notificationtemplate",
    *(f"workflows.{verb}_webhookendpoint" for verb in ("view", "add", "change", "delete")),
]
EVERYBODY = ["wagtailadmin.access_admin", *(f"workflows.{verb}_absence" for verb in ("view", "add", "change"))]

# Serva's own words stand in the code: a template is where the office writes others.
TEMPLATES = [
    ("opened", ("answerer", "team", "staff", "customer", "site_contact")),
    ("assigned", ("answerer", "team", "staff")),
    ("acknowledged", ("staff", "customer")),
    ("started", ("staff", "customer")),
    ("paused", ("staff", "customer")),
    ("resumed", ("staff", "customer")),
    ("finished", ("staff", "customer")),
    ("closed", ("staff", "customer")),
    ("reopened", ("staff", "customer")),
    ("cancelled", ("staff", "customer")),
    ("customer_message", ("staff",)),
    ("staff_message", ("staff", "customer")),
    ("note", ("staff",)),
    ("attached", ("staff", "customer")),
    ("remind", ("staff",)),
    ("tell_leader", ("staff",)),
    ("tell_office", ("staff",)),
    ("handed_on", ("answerer", "team", "staff")),
    ("raise_priority", ("staff",)),
]
RECEIPT = ("opened", "reporter")  # whoever has just reported has it before her eyes: no bell, no push
TOLD = [
    ("opened", "answerer"),
    RECEIPT,
    ("assigned", "answerer"),
    ("customer_message", "answerer"),
    ("staff_message", "reporter"),
    ("note", "answerer"),
    ("finished", "reporter"),
    ("reopened", "answerer"),
    ("reopened", "reporter"),
    ("cancelled", "answerer"),
    ("cancelled", "reporter"),
    ("remind", "answerer"),
    ("tell_leader", "leader"),
    ("tell_office", "office"),
    ("handed_on", "answerer"),
    ("raise_priority", "answerer"),
]


def grant(apps: Any, schema_editor: Any) -> None:
    """What the domain lets each role do. Editable afterwards: a later migration only adds."""
    for role in roles.ALL:
        roles.grant(apps, role, EVERYBODY)
    roles.grant(apps, roles.TECHNICIAN, [*FIELD, "workflows.work_cases"])
    roles.grant(apps, roles.LEADER, [*FIELD, "workflows.work_cases", "workflows.reassign_cases"])
    roles.grant(apps, roles.DISPATCHER, [*LOOK, *KEEP, *OFFICE, *NOTICES])
    roles.grant(apps, roles.ECONOMY, [*LOOK, "workflows.see_all_cases", "workflows.see_money"])
    of_administrator = ["workflows.change_company", "workflows.delete_absence"]
    roles.grant(apps, roles.ADMINISTRATOR, [*LOOK, *KEEP, *DELETE, *OFFICE, *KEEP_NOTICES, *of_administrator])


def make(apps: Any, schema_editor: Any) -> None:
    template = apps.get_model("workflows", "NotificationTemplate")
    template.objects.bulk_create(
        template(event=event, audience=audience) for event, readers in TEMPLATES for audience in readers
    )
    rule = apps.get_model("workflows", "NotificationRule")
    rule.objects.bulk_create(
        rule(event=event, receiver=receiver, channel=channel)
        for channel in ("email", "bell", "push")
        for event, receiver in TOLD
        if channel == "email" or (event, receiver) != RECEIPT
    )
    # So that a worker which never starts is missed too.
    apps.get_model("workflows", "WorkerHeartbeat").objects.create(worker="", seen_at=timezone.now())


class Migration(migrations.Migration):
    replaces = [
        ("workflows", "0001_domain"),
        ("workflows", "0002_roles"),
        ("workflows", "0003_service_levels"),
        ("workflows", "0004_service_level_roles"),
        ("workflows", "0005_absence"),
        ("workflows", "0006_absence_roles"),
        ("workflows", "0007_limit_counts"),
        ("workflows", "0008_responsibility_in_full"),
        ("workflows", "0009_notification_rules"),
        ("workflows", "0010_first_notification_rules"),
        ("workflows", "0011_templates_choices_and_channels"),
        ("workflows", "0012_first_templates_and_bells"),
        ("workflows", "0013_errand_tries_and_worker_heartbeat"),
        ("workflows", "0014_errand_indexes"),
        ("workflows", "0015_stages"),
        ("workflows", "0016_stage_roles"),
        ("workflows", "0017_gates_and_checklists"),
        ("workflows", "0018_gate_and_checklist_roles"),
        ("workflows", "0019_escalation_ladder"),
        ("workflows", "0020_first_ladder_rules"),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
        ("accounts", "0001_user"),
        ("wagtailadmin", "0005_editingsession_is_editing"),
    ]

    operations = [
        migrations.CreateModel(
            name="Absence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first_day", models.DateField(default=django.utils.timezone.localdate, verbose_name="first day")),
                ("last_day", models.DateField(verbose_name="last day")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                (
                    "deputy",
                    models.ForeignKey(
                        blank=True,
                        help_text="Gets the new cases meanwhile. Without a deputy the next rule answers.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="stands_in",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="deputy",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="entered by",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="absences",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "absence",
                "verbose_name_plural": "absences",
                "ordering": ["-first_day", "-pk"],
                "indexes": [models.Index(fields=["last_day", "first_day"], name="absence_days")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last_day__gte", models.F("first_day"))),
                        name="absence_days_in_order",
                        violation_error_message="The first day must not be after the last.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("deputy", None), models.Q(("deputy", models.F("person")), _negated=True), _connector="OR"
                        ),
                        name="absence_deputy_is_another",
                        violation_error_message="Nobody stands in for herself.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Article",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=40, unique=True, verbose_name="article number")),
                ("name_sv", models.CharField(max_length=120, verbose_name="name in Swedish")),
                ("name_en", models.CharField(blank=True, max_length=120, verbose_name="name in English")),
                (
                    "kind",
                    models.CharField(
                        choices=[("material", "material"), ("spare_part", "spare part"), ("hour", "working time")],
                        default="material",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("unit", models.CharField(default="st", max_length=10, verbose_name="unit")),
                (
                    "price",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=10,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="price",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
            ],
            options={
                "verbose_name": "article",
                "verbose_name_plural": "articles",
                "ordering": ["number"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("price__gte", 0)),
                        name="article_price_not_negative",
                        violation_error_message="The price cannot be negative.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Company",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(default="Serva", max_length=120, verbose_name="company name")),
                (
                    "organisation_number",
                    models.CharField(blank=True, max_length=20, verbose_name="organisation number"),
                ),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="phone")),
                (
                    "email",
                    models.EmailField(
                        blank=True,
                        help_text="Answers to our mails go here.",
                        max_length=254,
                        verbose_name="the office's e-mail",
                    ),
                ),
                ("address", models.TextField(blank=True, verbose_name="address")),
                (
                    "auto_close_days",
                    models.PositiveSmallIntegerField(
                        default=7,
                        help_text="A case that is done closes by itself after so many days, unless somebody reopens it.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(365),
                        ],
                        verbose_name="close done cases after (days)",
                    ),
                ),
            ],
            options={
                "verbose_name": "company",
                "verbose_name_plural": "company",
            },
        ),
        migrations.CreateModel(
            name="Errand",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40, verbose_name="kind")),
                ("key", models.CharField(max_length=120, unique=True)),
                ("subject_id", models.BigIntegerField()),
                ("due_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="due")),
                ("leased_until", models.DateTimeField(blank=True, null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="done")),
                ("gave_up_at", models.DateTimeField(blank=True, null=True, verbose_name="gave up")),
                ("last_error", models.TextField(blank=True, verbose_name="last error")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("wanted_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="wanted")),
                ("tries", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "verbose_name": "errand",
                "verbose_name_plural": "errands",
                "ordering": ["due_at", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at", None), ("gave_up_at", None)),
                        fields=["due_at"],
                        name="errand_waiting",
                    ),
                    models.Index(
                        condition=models.Q(("done_at", None), ("gave_up_at", None)),
                        fields=["wanted_at"],
                        name="errand_wanted",
                    ),
                    models.Index(
                        condition=models.Q(("gave_up_at__isnull", False)),
                        fields=["-gave_up_at", "-id"],
                        name="errand_given_up",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40)),
                ("title", models.CharField(max_length=140, verbose_name="title")),
                ("parameters", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("running", "running"),
                            ("done", "done"),
                            ("failed", "failed"),
                        ],
                        default="waiting",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("done", models.PositiveIntegerField(default=0)),
                ("total", models.PositiveIntegerField(default=0)),
                (
                    "file",
                    models.FileField(
                        blank=True,
                        storage=workflows.models.attachment.private_storage,
                        upload_to=workflows.models.job.job_file_name,
                    ),
                ),
                ("error", models.TextField(blank=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="jobs", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "job",
                "verbose_name_plural": "jobs",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="LimitCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=32, unique=True)),
                ("count", models.PositiveIntegerField(default=1)),
                ("until", models.DateTimeField(db_index=True)),
            ],
            options={
                "verbose_name": "limit count",
            },
        ),
        migrations.CreateModel(
            name="NoticeDigest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("due_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "gathered notices",
                "verbose_name_plural": "gathered notices",
                "constraints": [
                    models.UniqueConstraint(fields=("user", "due_at"), name="digest_once_per_person_and_time")
                ],
            },
        ),
        migrations.CreateModel(
            name="NotificationPreference",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", models.BooleanField(default=True, verbose_name="By e-mail")),
                ("sms", models.BooleanField(default=True, verbose_name="By SMS")),
                ("push", models.BooleanField(default=True, verbose_name="On phones and browsers where I turned it on")),
                ("quiet_from", models.TimeField(blank=True, null=True, verbose_name="Quiet from")),
                ("quiet_until", models.TimeField(blank=True, null=True, verbose_name="Quiet until")),
                (
                    "digest",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Each one at once"),
                            ("hourly", "Gathered, once an hour"),
                            ("daily", "Gathered, once a day"),
                        ],
                        default="",
                        max_length=8,
                        verbose_name="Mails",
                    ),
                ),
                (
                    "digest_at",
                    models.TimeField(
                        default=workflows.models.notification_preference.first_digest_at, verbose_name="Once a day at"
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notification_preference",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "choice of notices",
                "verbose_name_plural": "choices of notices",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("quiet_from", None), ("quiet_until", None)),
                            models.Q(("quiet_from__isnull", False), ("quiet_until__isnull", False)),
                            _connector="OR",
                        ),
                        name="preference_quiet_hours_whole",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NotificationRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "event",
                    models.CharField(
                        choices=[
                            ("opened", "Case opened"),
                            ("assigned", "Assigned"),
                            ("acknowledged", "Acknowledged"),
                            ("started", "Work started"),
                            ("paused", "Waiting"),
                            ("resumed", "Work resumed"),
                            ("finished", "Work done"),
                            ("closed", "Case closed"),
                            ("reopened", "Reopened"),
                            ("cancelled", "Cancelled"),
                            ("customer_message", "Message from the customer"),
                            ("staff_message", "Message to the customer"),
                            ("note", "Internal note"),
                            ("attached", "Files added"),
                            ("remind", "Reminder"),
                            ("tell_leader", "For the team's leader"),
                            ("tell_office", "For the office"),
                            ("handed_on", "Handed on by itself"),
                            ("raise_priority", "Priority raised"),
                        ],
                        max_length=20,
                        verbose_name="event",
                    ),
                ),
                (
                    "receiver",
                    models.CharField(
                        choices=[
                            ("answerer", "Who answers for the case"),
                            ("team", "Everybody in the team"),
                            ("leader", "The team's leader"),
                            ("office", "Everybody at the office"),
                            ("reporter", "Who reported the case"),
                            ("site_contact", "The worksite's contact person"),
                            ("systems", "Other systems (webhooks)"),
                        ],
                        help_text="While nobody has taken the case, the whole team answers for it.",
                        max_length=20,
                        verbose_name="whom",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("email", "E-mail"),
                            ("bell", "Bell"),
                            ("push", "Phone or browser"),
                            ("sms", "SMS"),
                            ("webhook", "Webhook"),
                        ],
                        max_length=10,
                        verbose_name="channel",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
            ],
            options={
                "verbose_name": "notification rule",
                "verbose_name_plural": "notification rules",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("event", "receiver", "channel"),
                        name="notification_rule_once",
                        violation_error_message="There is such a rule already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("channel", "webhook"), ("receiver", "systems")),
                            models.Q(
                                models.Q(("receiver", "systems"), _negated=True),
                                models.Q(("channel", "webhook"), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="notification_rule_webhook_to_systems",
                        violation_error_message="Webhooks go to other systems, and nothing else does.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "event__in",
                                (
                                    "note",
                                    "customer_message",
                                    "assigned",
                                    "remind",
                                    "tell_leader",
                                    "tell_office",
                                    "handed_on",
                                    "raise_priority",
                                ),
                            ),
                            ("receiver__in", ("reporter", "site_contact")),
                            _negated=True,
                        ),
                        name="notification_rule_stays_in_the_house",
                        violation_error_message="Customers are not told of this.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NotificationTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "event",
                    models.CharField(
                        choices=[
                            ("opened", "Case opened"),
                            ("assigned", "Assigned"),
                            ("acknowledged", "Acknowledged"),
                            ("started", "Work started"),
                            ("paused", "Waiting"),
                            ("resumed", "Work resumed"),
                            ("finished", "Work done"),
                            ("closed", "Case closed"),
                            ("reopened", "Reopened"),
                            ("cancelled", "Cancelled"),
                            ("customer_message", "Message from the customer"),
                            ("staff_message", "Message to the customer"),
                            ("note", "Internal note"),
                            ("attached", "Files added"),
                            ("remind", "Reminder"),
                            ("tell_leader", "For the team's leader"),
                            ("tell_office", "For the office"),
                            ("handed_on", "Handed on by itself"),
                            ("raise_priority", "Priority raised"),
                        ],
                        editable=False,
                        max_length=20,
                        verbose_name="event",
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("answerer", "who answers for the case"),
                            ("team", "the team that may take it"),
                            ("staff", "others at the company"),
                            ("customer", "the customer"),
                            ("site_contact", "the worksite's contact person"),
                        ],
                        editable=False,
                        max_length=20,
                        verbose_name="to",
                    ),
                ),
                ("subject_sv", models.CharField(blank=True, max_length=120, verbose_name="subject in Swedish")),
                ("body_sv", models.TextField(blank=True, max_length=4000, verbose_name="text in Swedish")),
                ("short_sv", models.CharField(blank=True, max_length=160, verbose_name="short text in Swedish")),
                ("subject_en", models.CharField(blank=True, max_length=120, verbose_name="subject in English")),
                ("body_en", models.TextField(blank=True, max_length=4000, verbose_name="text in English")),
                ("short_en", models.CharField(blank=True, max_length=160, verbose_name="short text in English")),
            ],
            options={
                "verbose_name": "message template",
                "verbose_name_plural": "message templates",
                "ordering": ["pk"],
                "default_permissions": ("view", "change"),
                "constraints": [
                    models.UniqueConstraint(fields=("event", "audience"), name="notification_template_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="PushSubscription",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("endpoint", models.CharField(max_length=1000, unique=True)),
                ("p256dh", models.CharField(max_length=120)),
                ("auth", models.CharField(max_length=40)),
                ("device", models.CharField(blank=True, max_length=80)),
                (
                    "session",
                    models.CharField(
                        blank=True, db_index=True, help_text="SHA-256 of the log-in's key.", max_length=64
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="push_subscriptions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "phone or browser with notices",
                "verbose_name_plural": "phones and browsers with notices",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="ServiceLevel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name_sv", models.CharField(max_length=80, unique=True, verbose_name="name in Swedish")),
                ("name_en", models.CharField(blank=True, max_length=80, verbose_name="name in English")),
                (
                    "monday",
                    workflows.models.time_fields.HoursField(
                        blank=True, default="08:00–17:00", max_length=80, verbose_name="Monday"
                    ),
                ),
                (
                    "tuesday",
                    workflows.models.time_fields.HoursField(
                        blank=True, default="08:00–17:00", max_length=80, verbose_name="Tuesday"
                    ),
                ),
                (
                    "wednesday",
                    workflows.models.time_fields.HoursField(
                        blank=True, default="08:00–17:00", max_length=80, verbose_name="Wednesday"
                    ),
                ),
                (
                    "thursday",
                    workflows.models.time_fields.HoursField(
                        blank=True, default="08:00–17:00", max_length=80, verbose_name="Thursday"
                    ),
                ),
                (
                    "friday",
                    workflows.models.time_fields.HoursField(
                        blank=True, default="08:00–17:00", max_length=80, verbose_name="Friday"
                    ),
                ),
                (
                    "saturday",
                    workflows.models.time_fields.HoursField(
                        blank=True, default="", max_length=80, verbose_name="Saturday"
                    ),
                ),
                (
                    "sunday",
                    workflows.models.time_fields.HoursField(
                        blank=True, default="", max_length=80, verbose_name="Sunday"
                    ),
                ),
                (
                    "holidays_off",
                    models.BooleanField(
                        default=True,
                        help_text="Midsummer's Eve, Christmas Eve and New Year's Eve among them.",
                        verbose_name="closed on Swedish holidays",
                    ),
                ),
                (
                    "days_off",
                    workflows.models.time_fields.DaysField(
                        blank=True,
                        help_text="One day or stretch a line: 2026-06-05 or 2026-07-06–2026-07-31.",
                        verbose_name="own days off",
                    ),
                ),
                (
                    "own_hours",
                    workflows.models.time_fields.OwnHoursField(
                        blank=True,
                        help_text="One day a line, also a Saturday or a holiday: 2026-12-19 09:00–15:00.",
                        verbose_name="days with other hours",
                    ),
                ),
                (
                    "acknowledge_low",
                    workflows.models.time_fields.AllowedField(
                        blank=True, null=True, verbose_name="acknowledge within, low priority"
                    ),
                ),
                (
                    "acknowledge_normal",
                    workflows.models.time_fields.AllowedField(blank=True, null=True, verbose_name="acknowledge within"),
                ),
                (
                    "acknowledge_high",
                    workflows.models.time_fields.AllowedField(
                        blank=True, null=True, verbose_name="acknowledge within, high priority"
                    ),
                ),
                (
                    "acknowledge_urgent",
                    workflows.models.time_fields.AllowedField(
                        blank=True, null=True, verbose_name="acknowledge within, urgent"
                    ),
                ),
                (
                    "finish_low",
                    workflows.models.time_fields.AllowedField(
                        blank=True, null=True, verbose_name="finish within, low priority"
                    ),
                ),
                (
                    "finish_normal",
                    workflows.models.time_fields.AllowedField(blank=True, null=True, verbose_name="finish within"),
                ),
                (
                    "finish_high",
                    workflows.models.time_fields.AllowedField(
                        blank=True, null=True, verbose_name="finish within, high priority"
                    ),
                ),
                (
                    "finish_urgent",
                    workflows.models.time_fields.AllowedField(
                        blank=True, null=True, verbose_name="finish within, urgent"
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
            ],
            options={
                "verbose_name": "service level",
                "verbose_name_plural": "service levels",
                "ordering": ["name_sv", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Team",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, unique=True, verbose_name="name")),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
                (
                    "leader",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="leads_teams",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="team leader",
                    ),
                ),
                (
                    "members",
                    models.ManyToManyField(
                        blank=True, related_name="teams", to=settings.AUTH_USER_MODEL, verbose_name="members"
                    ),
                ),
                ("untouched_from", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "untouched_minutes",
                    workflows.models.time_fields.AllowedField(
                        blank=True,
                        help_text="Working time that a case may lie without anybody acknowledging it. Empty: as long as it likes.",
                        null=True,
                        verbose_name="untouched for at most",
                    ),
                ),
                (
                    "untouched_then",
                    models.CharField(
                        choices=[
                            ("return", "back to the team, and from there to the leader"),
                            ("go_up", "to the team's leader at once"),
                        ],
                        default="return",
                        help_text="Without a leader who is there, it goes to the catch-all, else the office is told.",
                        max_length=8,
                        verbose_name="then it goes",
                    ),
                ),
            ],
            options={
                "verbose_name": "team",
                "verbose_name_plural": "teams",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="WebhookEndpoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, unique=True, verbose_name="name")),
                (
                    "url",
                    models.CharField(
                        help_text="https://, reachable from here.", max_length=500, verbose_name="address"
                    ),
                ),
                (
                    "secret",
                    models.CharField(
                        default=workflows.models.webhook_endpoint.new_secret,
                        help_text="Known to both sides; the other system checks the signature with it.",
                        max_length=64,
                        verbose_name="secret",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
            ],
            options={
                "verbose_name": "webhook",
                "verbose_name_plural": "webhooks",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="WorkerHeartbeat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("worker", models.CharField(max_length=100, unique=True)),
                ("seen_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "worker heartbeat",
            },
        ),
        migrations.CreateModel(
            name="Category",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name_sv", models.CharField(max_length=80, verbose_name="name in Swedish")),
                ("name_en", models.CharField(blank=True, max_length=80, verbose_name="name in English")),
                (
                    "priority",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "low"), (2, "normal"), (3, "high"), (4, "urgent")],
                        default=2,
                        verbose_name="priority",
                    ),
                ),
                ("order", models.PositiveIntegerField(default=0, verbose_name="order")),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="workflows.category",
                        verbose_name="below",
                    ),
                ),
                (
                    "service_level",
                    models.ForeignKey(
                        blank=True,
                        help_text="Leave it empty to have that of the category above.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="categories",
                        to="workflows.servicelevel",
                        verbose_name="service level",
                    ),
                ),
            ],
            options={
                "verbose_name": "category",
                "verbose_name_plural": "categories",
                "ordering": ["order", "name_sv", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("parent", "name_sv"), name="category_name_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("parent", None)), fields=("name_sv",), name="category_root_name_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("parent", None), models.Q(("parent", models.F("pk")), _negated=True), _connector="OR"
                        ),
                        name="category_not_own_parent",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Customer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=30, unique=True, verbose_name="customer number")),
                ("name", models.CharField(db_index=True, max_length=120, verbose_name="name")),
                (
                    "organisation_number",
                    models.CharField(blank=True, max_length=20, verbose_name="organisation number"),
                ),
                ("invoice_address", models.TextField(blank=True, verbose_name="invoice address")),
                ("invoice_email", models.EmailField(blank=True, max_length=254, verbose_name="invoice e-mail")),
                ("buyer_reference", models.CharField(blank=True, max_length=50, verbose_name="buyer's reference")),
                ("note", models.TextField(blank=True, help_text="Only staff see this.", verbose_name="note")),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
                (
                    "service_level",
                    models.ForeignKey(
                        blank=True,
                        help_text="By agreement: it goes before that of the category.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="customers",
                        to="workflows.servicelevel",
                        verbose_name="service level",
                    ),
                ),
            ],
            options={
                "verbose_name": "customer",
                "verbose_name_plural": "customers",
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="EscalationStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("minutes", workflows.models.escalation_step.OffsetField(default=0, verbose_name="working time")),
                (
                    "side",
                    models.CharField(
                        choices=[("before", "before"), ("after", "after")],
                        default="after",
                        max_length=6,
                        verbose_name="before or after",
                    ),
                ),
                (
                    "due",
                    models.CharField(
                        choices=[("acknowledge", "acknowledge by"), ("finish", "finish by")],
                        default="acknowledge",
                        max_length=12,
                        verbose_name="which time",
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("remind", "remind who answers for the case"),
                            ("tell_leader", "tell the team's leader"),
                            ("hand_back", "hand the case back to the team"),
                            ("raise_priority", "raise the priority"),
                            ("tell_office", "tell the office"),
                        ],
                        max_length=16,
                        verbose_name="what happens",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
                ("since", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "level",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ladder",
                        to="workflows.servicelevel",
                        verbose_name="service level",
                    ),
                ),
            ],
            options={
                "verbose_name": "step of a ladder",
                "verbose_name_plural": "steps of ladders",
                "ordering": ["due", "-side", "minutes", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("level", "due", "side", "minutes", "what"),
                        name="step_once_in_a_ladder",
                        violation_error_message="This step stands in the ladder already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due__in", ["acknowledge", "finish"]), ("side__in", ["before", "after"])),
                        name="step_times_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("what__in", ["remind", "tell_leader", "hand_back", "raise_priority", "tell_office"])
                        ),
                        name="step_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChecklistTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name_sv", models.CharField(max_length=80, unique=True, verbose_name="name in Swedish")),
                ("name_en", models.CharField(blank=True, max_length=80, verbose_name="name in English")),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        help_text="Offered on cases of it and of those below it. Leave it empty for all cases.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workflows.category",
                        verbose_name="category",
                    ),
                ),
            ],
            options={
                "verbose_name": "checklist",
                "verbose_name_plural": "checklists",
                "ordering": ["name_sv", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(db_index=True, max_length=120, verbose_name="name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="phone")),
                (
                    "language",
                    models.CharField(
                        choices=settings.LANGUAGES,
                        default="sv",
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("own", "own cases"),
                            ("worksites", "own cases and those of chosen worksites"),
                            ("all", "all cases of the customer"),
                        ],
                        default="own",
                        max_length=10,
                        verbose_name="sees",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
                (
                    "user",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="contact",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="log-in",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
                        to="workflows.customer",
                        verbose_name="customer",
                    ),
                ),
            ],
            options={
                "verbose_name": "contact person",
                "verbose_name_plural": "contact persons",
                "ordering": ["name", "pk"],
                "indexes": [models.Index(django.db.models.functions.text.Lower("email"), name="contact_email_lower")],
            },
        ),
        migrations.CreateModel(
            name="Stage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name_sv", models.CharField(max_length=40, verbose_name="name in Swedish")),
                ("name_en", models.CharField(blank=True, max_length=40, verbose_name="name in English")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("assigned", "assigned"),
                            ("acknowledged", "acknowledged"),
                            ("in_progress", "in progress"),
                            ("waiting", "waiting"),
                        ],
                        default="waiting",
                        help_text="A case in this stage has this status. Whoever changes the status takes it out of the stage.",
                        max_length=12,
                        verbose_name="rests on the status",
                    ),
                ),
                (
                    "colour",
                    models.CharField(
                        choices=[
                            ("amber", "amber"),
                            ("blue", "blue"),
                            ("teal", "teal"),
                            ("violet", "violet"),
                            ("green", "green"),
                            ("red", "red"),
                            ("grey", "grey"),
                        ],
                        default="violet",
                        max_length=8,
                        verbose_name="colour",
                    ),
                ),
                (
                    "customer_text_sv",
                    models.CharField(
                        blank=True,
                        help_text="In place of the status. Leave it empty, and the customer sees nothing of the stage.",
                        max_length=60,
                        verbose_name="the customer reads, in Swedish",
                    ),
                ),
                (
                    "customer_text_en",
                    models.CharField(blank=True, max_length=60, verbose_name="the customer reads, in English"),
                ),
                (
                    "stops_clock",
                    models.BooleanField(
                        default=False,
                        help_text="The time to finish by moves by the working time that the case stands here.",
                        verbose_name="stops the clock",
                    ),
                ),
                ("order", models.PositiveIntegerField(default=0, verbose_name="order")),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        help_text="Those below it count. Leave it empty for all cases.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stages",
                        to="workflows.category",
                        verbose_name="category",
                    ),
                ),
            ],
            options={
                "verbose_name": "stage",
                "verbose_name_plural": "stages",
                "ordering": ["order", "name_sv", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("category", "name_sv"), name="stage_name_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("category", None)),
                        fields=("name_sv",),
                        name="stage_name_once_for_all_categories",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["assigned", "acknowledged", "in_progress", "waiting"])),
                        name="stage_rests_on_open_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "assigned"), _negated=True), ("stops_clock", False), _connector="OR"
                        ),
                        name="stage_unacknowledged_runs",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChecklistItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("check", "OK, not OK or not applicable"),
                            ("number", "a measured value"),
                            ("text", "words"),
                        ],
                        default="check",
                        max_length=8,
                        verbose_name="kind of answer",
                    ),
                ),
                ("label_sv", models.CharField(max_length=200, verbose_name="point")),
                ("label_en", models.CharField(blank=True, max_length=200, verbose_name="point in English")),
                ("is_required", models.BooleanField(default=True, verbose_name="must be answered")),
                ("unit", models.CharField(blank=True, max_length=12, verbose_name="unit")),
                (
                    "lowest",
                    models.DecimalField(
                        blank=True, decimal_places=3, max_digits=10, null=True, verbose_name="at least"
                    ),
                ),
                (
                    "highest",
                    models.DecimalField(blank=True, decimal_places=3, max_digits=10, null=True, verbose_name="at most"),
                ),
                (
                    "template",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="workflows.checklisttemplate",
                    ),
                ),
            ],
            options={
                "verbose_name": "point",
                "verbose_name_plural": "points",
                "ordering": ["sort_order"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("lowest", None), ("highest", None), ("lowest__lte", models.F("highest")), _connector="OR"
                        ),
                        name="checklist_item_bounds",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "number"),
                            models.Q(("highest", None), ("lowest", None), ("unit", "")),
                            _connector="OR",
                        ),
                        name="checklist_item_measures",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChecklistVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("items", models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "template",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="workflows.checklisttemplate",
                    ),
                ),
            ],
            options={
                "verbose_name": "version of a checklist",
                "verbose_name_plural": "versions of checklists",
                "ordering": ["template", "-number"],
                "constraints": [models.UniqueConstraint(fields=("template", "number"), name="checklist_version_once")],
            },
        ),
        migrations.CreateModel(
            name="Gate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "verb",
                    models.CharField(
                        choices=[
                            ("finish", "before the work is marked as done"),
                            ("close", "before the case is closed"),
                        ],
                        default="finish",
                        max_length=8,
                        verbose_name="when",
                    ),
                ),
                (
                    "requires",
                    models.CharField(
                        choices=[
                            ("article", "an article, or “nothing used”"),
                            ("photo", "a photo from us"),
                            ("message", "a message to the customer"),
                            ("checklist", "a checklist, answered"),
                        ],
                        max_length=12,
                        verbose_name="what must be there",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        help_text="Those below it count. Leave it empty for all cases.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gates",
                        to="workflows.category",
                        verbose_name="category",
                    ),
                ),
                (
                    "checklist",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gates",
                        to="workflows.checklisttemplate",
                        verbose_name="which checklist",
                    ),
                ),
            ],
            options={
                "verbose_name": "gate",
                "verbose_name_plural": "gates",
                "ordering": ["category__name_sv", "verb", "requires", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("checklist__isnull", False), ("requires", "checklist")),
                            models.Q(models.Q(("requires", "checklist"), _negated=True), ("checklist", None)),
                            _connector="OR",
                        ),
                        name="gate_names_its_checklist",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("checklist", None)),
                        fields=("category", "verb", "requires"),
                        name="gate_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("category", None), ("checklist", None)),
                        fields=("verb", "requires"),
                        name="gate_once_for_all",
                    ),
                    models.UniqueConstraint(fields=("category", "verb", "checklist"), name="gate_checklist_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("category", None)),
                        fields=("verb", "checklist"),
                        name="gate_checklist_once_for_all",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Worksite",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("street", models.CharField(blank=True, max_length=120, verbose_name="street")),
                ("postal_code", models.CharField(blank=True, max_length=10, verbose_name="postal code")),
                ("city", models.CharField(blank=True, max_length=60, verbose_name="city")),
                (
                    "access_notes",
                    models.TextField(
                        blank=True,
                        help_text="Door codes, keys, parking. Only staff see this.",
                        verbose_name="access notes",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="answers_for_worksites",
                        to="workflows.contact",
                        verbose_name="contact person",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="worksites",
                        to="workflows.customer",
                        verbose_name="customer",
                    ),
                ),
            ],
            options={
                "verbose_name": "worksite",
                "verbose_name_plural": "worksites",
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Equipment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "number",
                    models.CharField(
                        blank=True, help_text="Serial or inspection number.", max_length=40, verbose_name="number"
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
                (
                    "worksite",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="equipment",
                        to="workflows.worksite",
                        verbose_name="worksite",
                    ),
                ),
            ],
            options={
                "verbose_name": "equipment",
                "verbose_name_plural": "equipment",
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Responsibility",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="valid from")),
                (
                    "valid_until",
                    models.DateField(blank=True, help_text="This day included.", null=True, verbose_name="valid until"),
                ),
                (
                    "order",
                    models.PositiveIntegerField(
                        default=0, help_text="Of equally specific rows the lowest wins.", verbose_name="order"
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        help_text="Counts for the categories below it too.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="responsibilities",
                        to="workflows.category",
                        verbose_name="category",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="responsibilities",
                        to="workflows.customer",
                        verbose_name="customer",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responsibilities",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responsibilities",
                        to="workflows.team",
                        verbose_name="team",
                    ),
                ),
                (
                    "worksite",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="responsibilities",
                        to="workflows.worksite",
                        verbose_name="worksite",
                    ),
                ),
                (
                    "equipment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="responsibilities",
                        to="workflows.equipment",
                        verbose_name="equipment",
                    ),
                ),
                (
                    "from_time",
                    models.TimeField(blank=True, help_text="For example 17:00.", null=True, verbose_name="from"),
                ),
                (
                    "holidays",
                    models.CharField(
                        choices=[
                            ("same", "as its weekday says"),
                            ("also", "always counted in, as a day off"),
                            ("not", "never counted in"),
                        ],
                        default="same",
                        max_length=4,
                        verbose_name="on holidays",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="in use")),
                (
                    "on_call",
                    models.BooleanField(
                        default=False,
                        help_text="Within these hours it goes before all rules that are not on call, also more specific ones.",
                        verbose_name="on call",
                    ),
                ),
                (
                    "until_time",
                    models.TimeField(
                        blank=True,
                        help_text="For example 07:00: earlier than “from” is the next morning.",
                        null=True,
                        verbose_name="until",
                    ),
                ),
                (
                    "weekdays",
                    workflows.models.weekdays.WeekdaysField(
                        blank=True,
                        default=127,
                        help_text="None ticked is every day. Hours belong to the day on which they begin.",
                        verbose_name="weekdays",
                    ),
                ),
            ],
            options={
                "verbose_name": "responsibility",
                "verbose_name_plural": "responsibilities",
                "ordering": ["order", "pk"],
                "indexes": [
                    models.Index(fields=["equipment", "worksite", "customer", "category"], name="responsibility_place")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("person", None), ("team__isnull", False)),
                            models.Q(("person__isnull", False), ("team", None)),
                            _connector="OR",
                        ),
                        name="responsibility_person_or_team",
                        violation_error_message="Choose either a person or a team.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from", None),
                            ("valid_until", None),
                            ("valid_from__lte", models.F("valid_until")),
                            _connector="OR",
                        ),
                        name="responsibility_dates_in_order",
                        violation_error_message="The first day must not be after the last.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("weekdays__range", (1, 127))), name="responsibility_weekdays_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("holidays__in", ["same", "also", "not"])),
                        name="responsibility_holidays_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("from_time", None), ("until_time", None)),
                            models.Q(("from_time__isnull", False), ("until_time__isnull", False)),
                            _connector="OR",
                        ),
                        name="responsibility_both_times",
                        violation_error_message="Give both times, from and until, or neither.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("on_call", False),
                            models.Q(("weekdays", 127), _negated=True),
                            ("from_time__isnull", False),
                            ("holidays", "not"),
                            _connector="OR",
                        ),
                        name="responsibility_on_call_within_hours",
                        violation_error_message="Say when: on call needs weekdays or hours.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Schedule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=140, verbose_name="title")),
                ("description", models.TextField(blank=True, verbose_name="what is to be done")),
                (
                    "priority",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "low"), (2, "normal"), (3, "high"), (4, "urgent")],
                        default=2,
                        verbose_name="priority",
                    ),
                ),
                ("starts_on", models.DateField(default=django.utils.timezone.localdate, verbose_name="first date")),
                ("at_time", models.TimeField(default="08:00", verbose_name="time")),
                (
                    "repeats",
                    models.CharField(
                        choices=[("DAILY", "days"), ("WEEKLY", "weeks"), ("MONTHLY", "months"), ("YEARLY", "years")],
                        default="MONTHLY",
                        max_length=8,
                        verbose_name="unit",
                    ),
                ),
                ("interval", models.PositiveSmallIntegerField(default=1, verbose_name="every")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="last date")),
                (
                    "lead_days",
                    models.PositiveSmallIntegerField(
                        default=7,
                        help_text="So many days before its date the case is created.",
                        verbose_name="days ahead",
                    ),
                ),
                ("is_paused", models.BooleanField(default=False, verbose_name="paused")),
                ("worked_until", models.DateField(editable=False, null=True)),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="schedules",
                        to="workflows.category",
                        verbose_name="category",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="schedules",
                        to="workflows.customer",
                        verbose_name="customer",
                    ),
                ),
                (
                    "equipment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="schedules",
                        to="workflows.equipment",
                        verbose_name="equipment",
                    ),
                ),
                (
                    "worksites",
                    models.ManyToManyField(related_name="schedules", to="workflows.worksite", verbose_name="worksites"),
                ),
            ],
            options={
                "verbose_name": "schedule",
                "verbose_name_plural": "schedules",
                "ordering": ["title", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("interval__gte", 1)),
                        name="schedule_interval_positive",
                        violation_error_message="At least 1.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Occurrence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("nominal_date", models.DateField(verbose_name="date by the rule")),
                ("starts_at", models.DateTimeField(verbose_name="planned for")),
                (
                    "outcome",
                    models.CharField(
                        choices=[("opened", "case opened"), ("skipped", "skipped")],
                        default="opened",
                        max_length=8,
                        verbose_name="outcome",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                (
                    "schedule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="occurrences",
                        to="workflows.schedule",
                        verbose_name="schedule",
                    ),
                ),
            ],
            options={
                "verbose_name": "scheduled date",
                "verbose_name_plural": "scheduled dates",
                "ordering": ["-nominal_date"],
                "constraints": [
                    models.UniqueConstraint(fields=("schedule", "nominal_date"), name="occurrence_once_per_date")
                ],
            },
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("request", "service request"),
                            ("deviation", "deviation"),
                            ("order", "order"),
                            ("scheduled", "scheduled work"),
                        ],
                        default="request",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("form", "web form"),
                            ("code", "QR code"),
                            ("office", "the office, for a caller"),
                            ("schedule", "schedule"),
                        ],
                        max_length=12,
                        verbose_name="source",
                    ),
                ),
                ("title", models.CharField(max_length=140, verbose_name="title")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                (
                    "priority",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "low"), (2, "normal"), (3, "high"), (4, "urgent")],
                        default=2,
                        verbose_name="priority",
                    ),
                ),
                (
                    "status",
                    workflows.models.status_field.StatusField(
                        choices=[
                            ("assigned", "assigned"),
                            ("acknowledged", "acknowledged"),
                            ("in_progress", "in progress"),
                            ("waiting", "waiting"),
                            ("done", "done"),
                            ("closed", "closed"),
                            ("cancelled", "cancelled"),
                        ],
                        default="assigned",
                        editable=False,
                        max_length=12,
                        protected=True,
                        verbose_name="status",
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        blank=True,
                        help_text="Where, in words, when no worksite is chosen.",
                        max_length=200,
                        verbose_name="place",
                    ),
                ),
                ("assignment_reason", models.CharField(blank=True, max_length=255, verbose_name="why this person")),
                ("reporter_name", models.CharField(blank=True, max_length=120, verbose_name="reporter's name")),
                ("reporter_email", models.EmailField(blank=True, max_length=254, verbose_name="reporter's e-mail")),
                ("reporter_phone", models.CharField(blank=True, max_length=40, verbose_name="reporter's phone")),
                (
                    "reporter_language",
                    models.CharField(
                        choices=settings.LANGUAGES,
                        default="sv",
                        max_length=2,
                        verbose_name="reporter's language",
                    ),
                ),
                ("buyer_reference", models.CharField(blank=True, max_length=50, verbose_name="buyer's reference")),
                ("order_number", models.CharField(blank=True, max_length=50, verbose_name="customer's order number")),
                (
                    "answers",
                    models.JSONField(
                        blank=True, default=list, help_text="Pairs of label and text.", verbose_name="answers"
                    ),
                ),
                ("submission_key", models.CharField(blank=True, editable=False, max_length=64, null=True, unique=True)),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="opened")),
                ("acknowledged_at", models.DateTimeField(blank=True, null=True, verbose_name="acknowledged at")),
                ("started_at", models.DateTimeField(blank=True, null=True, verbose_name="started")),
                ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="finished")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="closed or cancelled")),
                (
                    "status_since",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="in this status since"),
                ),
                ("finish_by", models.DateTimeField(blank=True, null=True, verbose_name="finish by")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("last_sequence", models.PositiveIntegerField(default=0, editable=False)),
                ("search_text", models.TextField(blank=True, editable=False)),
                (
                    "concerns",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="concerned_by",
                        to="workflows.case",
                        verbose_name="concerns case",
                    ),
                ),
                (
                    "intake_page",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.WAGTAIL_PAGE_MODEL,
                        verbose_name="form",
                    ),
                ),
                (
                    "responsible",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="responsible",
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="workflows.category",
                        verbose_name="category",
                    ),
                ),
                (
                    "reporter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="reported_cases",
                        to="workflows.contact",
                        verbose_name="reporter",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="workflows.customer",
                        verbose_name="customer",
                    ),
                ),
                (
                    "equipment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="workflows.equipment",
                        verbose_name="equipment",
                    ),
                ),
                (
                    "occurrence",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="workflows.occurrence",
                        verbose_name="scheduled date",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="workflows.team",
                        verbose_name="team",
                    ),
                ),
                (
                    "worksite",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="workflows.worksite",
                        verbose_name="worksite",
                    ),
                ),
                ("acknowledge_by", models.DateTimeField(blank=True, null=True, verbose_name="acknowledge by")),
                (
                    "finish_by_promised",
                    models.BooleanField(
                        default=False, help_text="The service level does not move it.", verbose_name="promised by hand"
                    ),
                ),
                (
                    "clock_stopped_since",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="clock stopped since"),
                ),
                ("stage_status", models.CharField(blank=True, editable=False, max_length=12)),
                (
                    "stage",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="workflows.stage",
                        verbose_name="stage",
                    ),
                ),
                (
                    "approved_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="approved by the customer"
                    ),
                ),
                ("nothing_used", models.BooleanField(default=False, editable=False, verbose_name="nothing was used")),
                ("acknowledge_climbs_from", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("escalates_at", models.DateTimeField(default=django.utils.timezone.now, editable=False, null=True)),
                ("finish_climbs_from", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                "verbose_name": "case",
                "verbose_name_plural": "cases",
                "ordering": ["-pk"],
                "permissions": [
                    ("see_all_cases", "Can see all cases"),
                    ("work_cases", "Can work on own and team's cases"),
                    ("reassign_cases", "Can hand over cases to others"),
                    ("manage_cases", "Can use all verbs on cases and register for callers"),
                    ("see_money", "Can see prices, exports and ERP orders"),
                ],
                "indexes": [
                    models.Index(fields=["status", "-id"], name="case_status"),
                    models.Index(fields=["responsible", "status", "-id"], name="case_responsible"),
                    models.Index(fields=["team", "status", "-id"], name="case_team"),
                    models.Index(fields=["customer", "-id"], name="case_customer"),
                    models.Index(fields=["worksite", "-id"], name="case_worksite"),
                    models.Index(fields=["category", "-id"], name="case_category"),
                    models.Index(fields=["reporter", "-id"], name="case_reporter"),
                    models.Index(fields=["opened_at"], name="case_opened"),
                    models.Index(
                        condition=models.Q(("status__in", ["assigned", "acknowledged", "in_progress", "waiting"])),
                        fields=["finish_by"],
                        name="case_open_finish_by",
                    ),
                    models.Index(
                        condition=models.Q(("status", "done")), fields=["finished_at"], name="case_done_finished"
                    ),
                    models.Index(
                        condition=models.Q(("status", "assigned")),
                        fields=["acknowledge_by"],
                        name="case_open_acknowledge_by",
                    ),
                    models.Index(
                        condition=models.Q(("escalates_at__isnull", False)),
                        fields=["escalates_at"],
                        name="case_escalates",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["done", "closed", "cancelled"]),
                            ("responsible__isnull", False),
                            ("team__isnull", False),
                            _connector="OR",
                        ),
                        name="case_open_has_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                ["assigned", "acknowledged", "in_progress", "waiting", "done", "closed", "cancelled"],
                            )
                        ),
                        name="case_status_known",
                    ),
                    models.UniqueConstraint(fields=("occurrence", "worksite"), name="case_once_per_occurrence"),
                    models.UniqueConstraint(
                        condition=models.Q(("worksite", None)),
                        fields=("occurrence",),
                        name="case_once_per_occurrence_no_site",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stage", None), ("stage_status", "")),
                            models.Q(("stage__isnull", False), ("stage_status", models.F("status"))),
                            _connector="OR",
                        ),
                        name="case_stage_rests_on_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("clock_stopped_since", None),
                            models.Q(
                                ("status__in", ["assigned", "acknowledged", "in_progress", "waiting"]),
                                models.Q(("status", "assigned"), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="case_clock_stopped_while_worked_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("approved_at", None), ("status__in", ["done", "closed"]), _connector="OR"),
                        name="case_approved_when_done",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(default=workflows.models.case_link.new_token, max_length=32, unique=True)),
                ("name", models.CharField(blank=True, max_length=120, verbose_name="holder")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="revoked")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="links", to="workflows.case"
                    ),
                ),
            ],
            options={
                "verbose_name": "one-case link",
                "verbose_name_plural": "one-case links",
            },
        ),
        migrations.CreateModel(
            name="Escalation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rung", models.CharField(max_length=30)),
                ("since", models.DateTimeField()),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("remind", "remind who answers for the case"),
                            ("tell_leader", "tell the team's leader"),
                            ("hand_back", "hand the case back to the team"),
                            ("raise_priority", "raise the priority"),
                            ("tell_office", "tell the office"),
                            ("return", "back to the team"),
                            ("go_up", "on to the team's leader"),
                        ],
                        max_length=16,
                    ),
                ),
                ("wanted_at", models.DateTimeField()),
                ("fired_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="escalations",
                        to="workflows.case",
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="workflows.escalationstep",
                    ),
                ),
            ],
            options={
                "verbose_name": "escalation",
                "verbose_name_plural": "escalations",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "rung", "since"), name="escalation_once_for_a_promise")
                ],
            },
        ),
        migrations.CreateModel(
            name="FilledChecklist",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name_sv", models.CharField(max_length=80)),
                ("name_en", models.CharField(blank=True, max_length=80)),
                ("answers", models.JSONField(default=list, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ("is_complete", models.BooleanField(default=False)),
                ("deviations", models.PositiveIntegerField(default=0)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("by_name", models.CharField(max_length=120)),
                ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="checklists", to="workflows.case"
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="filled",
                        to="workflows.checklisttemplate",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="filled",
                        to="workflows.checklistversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "answered checklist",
                "verbose_name_plural": "answered checklists",
                "ordering": ["pk"],
                "constraints": [models.UniqueConstraint(fields=("case", "template"), name="checklist_once_a_case")],
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("author_name", models.CharField(max_length=120)),
                (
                    "visibility",
                    models.CharField(
                        choices=[("public", "to the customer"), ("internal", "internal note")],
                        default="public",
                        max_length=8,
                    ),
                ),
                ("body", models.TextField(blank=True, verbose_name="message")),
                ("key", models.CharField(editable=False, max_length=64, null=True, unique=True)),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="messages", to="workflows.case"
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="workflows.contact"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "message",
                "verbose_name_plural": "messages",
                "ordering": ["written_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="UsedArticle",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=40, verbose_name="article number")),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("unit", models.CharField(max_length=10, verbose_name="unit")),
                ("price", models.DecimalField(decimal_places=2, max_digits=10, verbose_name="price")),
                ("quantity", models.DecimalField(decimal_places=2, max_digits=9, verbose_name="quantity")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                ("by_name", models.CharField(max_length=120, verbose_name="by")),
                ("used_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="used")),
                ("removed_at", models.DateTimeField(blank=True, null=True, verbose_name="taken back")),
                ("key", models.CharField(editable=False, max_length=64, null=True, unique=True)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="used",
                        to="workflows.article",
                        verbose_name="article",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="used_articles",
                        to="workflows.case",
                        verbose_name="case",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "used article",
                "verbose_name_plural": "used articles",
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["used_at"], name="used_article_used_at")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gt", 0)), name="used_article_quantity_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("price__gte", 0)), name="used_article_price_not_negative"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "file",
                    models.FileField(
                        storage=workflows.models.attachment.private_storage,
                        upload_to=workflows.models.attachment.random_name,
                    ),
                ),
                (
                    "thumbnail",
                    models.FileField(
                        blank=True,
                        storage=workflows.models.attachment.private_storage,
                        upload_to=workflows.models.attachment.random_name,
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="file name")),
                ("content_type", models.CharField(max_length=40)),
                ("size", models.PositiveIntegerField()),
                ("width", models.PositiveIntegerField(null=True)),
                ("height", models.PositiveIntegerField(null=True)),
                ("is_public", models.BooleanField(default=True)),
                ("by_name", models.CharField(max_length=120)),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="attachments", to="workflows.case"
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="workflows.message",
                    ),
                ),
                ("by_staff", models.BooleanField(default=False)),
            ],
            options={
                "verbose_name": "file",
                "verbose_name_plural": "files",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="CaseEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sequence", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("opened", "Case opened"),
                            ("assigned", "Assigned"),
                            ("acknowledged", "Acknowledged"),
                            ("started", "Work started"),
                            ("paused", "Waiting"),
                            ("resumed", "Work resumed"),
                            ("finished", "Work done"),
                            ("closed", "Case closed"),
                            ("reopened", "Reopened"),
                            ("cancelled", "Cancelled"),
                            ("stage_set", "Stage changed"),
                            ("edited", "Details changed"),
                            ("message", "Message"),
                            ("note", "Internal note"),
                            ("attached", "Files added"),
                            ("article_used", "Article used"),
                            ("article_removed", "Article removed"),
                            ("nothing_used", "Nothing used"),
                            ("checklist", "Checklist answered"),
                            ("approved", "Approved by the customer"),
                            ("escalated", "Escalated"),
                            ("ordered", "Order to the ERP"),
                        ],
                        max_length=20,
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("by_name", models.CharField(max_length=120)),
                ("via", models.CharField(max_length=12)),
                ("is_public", models.BooleanField(default=True)),
                ("data", models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="workflows.case"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="workflows.contact"
                    ),
                ),
                (
                    "message",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="event",
                        to="workflows.message",
                    ),
                ),
            ],
            options={
                "verbose_name": "event",
                "verbose_name_plural": "history",
                "ordering": ["case", "sequence"],
                "indexes": [models.Index(fields=["kind", "at"], name="event_kind_at")],
                "constraints": [models.UniqueConstraint(fields=("case", "sequence"), name="event_sequence_once")],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recipient_key", models.CharField(max_length=120)),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("email", "E-mail"),
                            ("bell", "Bell"),
                            ("push", "Phone or browser"),
                            ("sms", "SMS"),
                            ("webhook", "Webhook"),
                        ],
                        max_length=20,
                        verbose_name="channel",
                    ),
                ),
                ("address", models.CharField(max_length=254, verbose_name="address")),
                ("subject", models.CharField(max_length=200, verbose_name="subject")),
                ("text", models.TextField(verbose_name="text")),
                ("html", models.TextField(blank=True)),
                ("message_id", models.CharField(max_length=200, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("queued", "waiting to be sent"), ("sent", "sent"), ("refused", "refused")],
                        default="queued",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("error", models.TextField(blank=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent at")),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="deliveries", to="workflows.caseevent"
                    ),
                ),
                ("is_urgent", models.BooleanField(default=False)),
                ("link", models.CharField(blank=True, max_length=500)),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                ("short", models.CharField(blank=True, max_length=300)),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "digest",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="workflows.noticedigest",
                    ),
                ),
            ],
            options={
                "verbose_name": "notice",
                "verbose_name_plural": "notices",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("channel", "bell")), fields=["user", "read_at"], name="delivery_unread"
                    ),
                    models.Index(condition=models.Q(("channel", "bell")), fields=["user", "-id"], name="delivery_bell"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("event", "recipient_key", "channel"), name="delivery_once_per_event_person_channel"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("recipient_key", ""), _negated=True), name="delivery_has_recipient"
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="contact",
            name="worksites",
            field=models.ManyToManyField(
                blank=True, related_name="watched_by", to="workflows.worksite", verbose_name="worksites"
            ),
        ),
        migrations.RunPython(grant, migrations.RunPython.noop),
        migrations.RunPython(make, migrations.RunPython.noop),
    ]
