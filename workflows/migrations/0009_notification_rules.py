from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workflows", "0008_responsibility_in_full"),
    ]

    operations = [
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
                        max_length=20,
                        help_text="While nobody has taken the case, the whole team answers for it.",
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
                            ("event__in", ("note", "customer_message", "assigned")),
                            ("receiver__in", ("reporter", "site_contact")),
                            _negated=True,
                        ),
                        name="notification_rule_stays_in_the_house",
                        violation_error_message="Customers are not told of this.",
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
                ],
            },
        ),
    ]
