import django.core.serializers.json
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import reports.erp.base
import reports.models.export_batch
import workflows.models.attachment


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("workflows", "0002_roles"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ErpSettings",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "connector",
                    models.CharField(
                        choices=reports.erp.base.connectors, default="file", max_length=20, verbose_name="orders go to"
                    ),
                ),
                (
                    "sends_at_once",
                    models.BooleanField(
                        default=True,
                        help_text="Otherwise each order waits as a draft until somebody has looked at it.",
                        verbose_name="send without being asked",
                    ),
                ),
            ],
            options={
                "verbose_name": "ERP",
                "verbose_name_plural": "ERP",
                "default_permissions": ("change",),
            },
        ),
        migrations.CreateModel(
            name="ErpOrder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(max_length=40, unique=True, verbose_name="our reference")),
                (
                    "connector",
                    models.CharField(choices=reports.erp.base.connectors, max_length=20, verbose_name="goes to"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("queued", "to be sent"),
                            ("sending", "being sent"),
                            ("sent", "sent"),
                            ("unknown", "uncertain"),
                            ("rejected", "rejected"),
                            ("cancelled", "cancelled"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "payload",
                    models.JSONField(
                        default=dict,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        verbose_name="what is sent",
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="number in the ERP")),
                ("error", models.TextField(blank=True, verbose_name="what was wrong")),
                ("attempts", models.PositiveIntegerField(default=0, verbose_name="attempts")),
                ("rounds", models.PositiveIntegerField(default=0, editable=False)),
                ("by_hand", models.BooleanField(default=False, verbose_name="handled by hand")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="made")),
                ("sending_since", models.DateTimeField(editable=False, null=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent on")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="erp_orders",
                        to="workflows.case",
                        verbose_name="case",
                    ),
                ),
            ],
            options={
                "verbose_name": "ERP order",
                "verbose_name_plural": "ERP orders",
                "ordering": ["-pk"],
                "permissions": [("handle_erporder", "Can send, settle and cancel ERP orders")],
                "default_permissions": ("view",),
            },
        ),
        migrations.CreateModel(
            name="ErpOrderLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("live", models.BooleanField(default=True)),
                ("number", models.CharField(max_length=40, verbose_name="article number")),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("unit", models.CharField(max_length=10, verbose_name="unit")),
                ("quantity", models.DecimalField(decimal_places=2, max_digits=9, verbose_name="quantity")),
                ("price", models.DecimalField(decimal_places=2, max_digits=10, verbose_name="price")),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="reports.erporder",
                        verbose_name="order",
                    ),
                ),
                (
                    "used_article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="order_lines",
                        to="workflows.usedarticle",
                    ),
                ),
            ],
            options={
                "verbose_name": "order line",
                "verbose_name_plural": "order lines",
                "ordering": ["pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ExportBatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("by_name", models.CharField(max_length=120, verbose_name="by")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="exported on")),
                ("filters", models.JSONField(default=dict, verbose_name="chosen by")),
                ("count", models.PositiveIntegerField(default=0, verbose_name="lines")),
                (
                    "file",
                    models.FileField(
                        blank=True,
                        storage=workflows.models.attachment.private_storage,
                        upload_to=reports.models.export_batch.random_name,
                    ),
                ),
                ("undone_at", models.DateTimeField(blank=True, null=True, verbose_name="taken back on")),
                ("undone_by", models.CharField(blank=True, max_length=120, verbose_name="taken back by")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
            ],
            options={
                "verbose_name": "export",
                "verbose_name_plural": "exports",
                "ordering": ["-pk"],
                "permissions": [("export_used_articles", "Can mark used articles as exported")],
                "default_permissions": ("view",),
            },
        ),
        migrations.CreateModel(
            name="ExportLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("live", models.BooleanField(default=True)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="reports.exportbatch"
                    ),
                ),
                (
                    "used_article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="export_lines",
                        to="workflows.usedarticle",
                    ),
                ),
            ],
            options={
                "verbose_name": "export line",
                "verbose_name_plural": "export lines",
                "ordering": ["pk"],
                "default_permissions": (),
            },
        ),
        migrations.AddIndex(
            model_name="erporder",
            index=models.Index(fields=["state", "-id"], name="erp_order_state"),
        ),
        migrations.AddConstraint(
            model_name="erporder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "queued", "sending", "sent", "unknown", "rejected", "cancelled"])
                ),
                name="erp_order_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="erporder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "sent"), _negated=True), models.Q(("number", ""), _negated=True), _connector="OR"
                ),
                name="erp_order_sent_has_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="erporderline",
            constraint=models.UniqueConstraint(
                condition=models.Q(("live", True)), fields=("used_article",), name="order_line_live_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="exportline",
            constraint=models.UniqueConstraint(
                condition=models.Q(("live", True)), fields=("used_article",), name="export_line_live_once"
            ),
        ),
    ]
