import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import workflows.models.notification_preference
import workflows.models.webhook_endpoint


class Migration(migrations.Migration):
    dependencies = [
        ("workflows", "0010_first_notification_rules"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
            ],
            options={
                "verbose_name": "choice of notices",
                "verbose_name_plural": "choices of notices",
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
            ],
            options={
                "verbose_name": "phone or browser with notices",
                "verbose_name_plural": "phones and browsers with notices",
                "ordering": ["-pk"],
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
        migrations.AddField(
            model_name="delivery",
            name="is_urgent",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="delivery",
            name="link",
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AddField(
            model_name="delivery",
            name="read_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="delivery",
            name="short",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="delivery",
            name="user",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="delivery",
            name="channel",
            field=models.CharField(
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
            },
        ),
        migrations.AddField(
            model_name="delivery",
            name="digest",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="deliveries",
                to="workflows.noticedigest",
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                condition=models.Q(("channel", "bell")), fields=["user", "read_at"], name="delivery_unread"
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(condition=models.Q(("channel", "bell")), fields=["user", "-id"], name="delivery_bell"),
        ),
        migrations.AddField(
            model_name="notificationpreference",
            name="user",
            field=models.OneToOneField(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="notification_preference",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="notificationtemplate",
            constraint=models.UniqueConstraint(fields=("event", "audience"), name="notification_template_once"),
        ),
        migrations.AddField(
            model_name="pushsubscription",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="push_subscriptions",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="noticedigest",
            constraint=models.UniqueConstraint(fields=("user", "due_at"), name="digest_once_per_person_and_time"),
        ),
        migrations.AddConstraint(
            model_name="notificationpreference",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("quiet_from", None), ("quiet_until", None)),
                    models.Q(("quiet_from__isnull", False), ("quiet_until__isnull", False)),
                    _connector="OR",
                ),
                name="preference_quiet_hours_whole",
            ),
        ),
    ]
