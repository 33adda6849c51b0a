import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
from django.conf import settings
from django.db import migrations, models

import workflows.models.escalation_step
import workflows.models.time_fields


class Migration(migrations.Migration):
    dependencies = [
        ("workflows", "0018_gate_and_checklist_roles"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
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
            ],
            options={
                "verbose_name": "escalation",
                "verbose_name_plural": "escalations",
                "ordering": ["pk"],
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
            ],
            options={
                "verbose_name": "step of a ladder",
                "verbose_name_plural": "steps of ladders",
                "ordering": ["due", "-side", "minutes", "pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="notificationrule",
            name="notification_rule_stays_in_the_house",
        ),
        migrations.AddField(
            model_name="case",
            name="acknowledge_climbs_from",
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False),
        ),
        migrations.AddField(
            model_name="case",
            name="escalates_at",
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="case",
            name="finish_climbs_from",
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False),
        ),
        migrations.AddField(
            model_name="team",
            name="untouched_from",
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False),
        ),
        migrations.AddField(
            model_name="team",
            name="untouched_minutes",
            field=workflows.models.time_fields.AllowedField(
                blank=True,
                help_text="Working time that a case may lie without anybody acknowledging it. Empty: as long as it likes.",
                null=True,
                verbose_name="untouched for at most",
            ),
        ),
        migrations.AddField(
            model_name="team",
            name="untouched_then",
            field=models.CharField(
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
        migrations.AlterField(
            model_name="caseevent",
            name="kind",
            field=models.CharField(
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
        migrations.AlterField(
            model_name="notificationrule",
            name="event",
            field=models.CharField(
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
        migrations.AlterField(
            model_name="notificationtemplate",
            name="event",
            field=models.CharField(
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
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("escalates_at__isnull", False)), fields=["escalates_at"], name="case_escalates"
            ),
        ),
        migrations.AddConstraint(
            model_name="notificationrule",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddField(
            model_name="escalation",
            name="case",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="escalations",
                to="workflows.case",
            ),
        ),
        migrations.AddField(
            model_name="escalationstep",
            name="level",
            field=modelcluster.fields.ParentalKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="ladder",
                to="workflows.servicelevel",
                verbose_name="service level",
            ),
        ),
        migrations.AddField(
            model_name="escalation",
            name="step",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="workflows.escalationstep"
            ),
        ),
        migrations.AddConstraint(
            model_name="escalationstep",
            constraint=models.UniqueConstraint(
                fields=("level", "due", "side", "minutes", "what"),
                name="step_once_in_a_ladder",
                violation_error_message="This step stands in the ladder already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="escalationstep",
            constraint=models.CheckConstraint(
                condition=models.Q(("due__in", ["acknowledge", "finish"]), ("side__in", ["before", "after"])),
                name="step_times_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="escalationstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("what__in", ["remind", "tell_leader", "hand_back", "raise_priority", "tell_office"])
                ),
                name="step_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="escalation",
            constraint=models.UniqueConstraint(fields=("case", "rung", "since"), name="escalation_once_for_a_promise"),
        ),
    ]
