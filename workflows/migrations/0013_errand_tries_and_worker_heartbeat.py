from typing import Any

import django.utils.timezone
from django.db import migrations, models
from django.db.models import F


def keep_times(apps: Any, schema_editor: Any) -> None:
    """What waits keeps its time, and has used the tries that it has had."""
    waiting = apps.get_model("workflows", "Errand").objects.filter(done_at=None)
    waiting.update(wanted_at=F("due_at"), tries=F("attempts"))


def begin_to_count(apps: Any, schema_editor: Any) -> None:
    """So that a worker which never starts is missed too."""
    now = django.utils.timezone.now()
    apps.get_model("workflows", "WorkerHeartbeat").objects.get_or_create(worker="", defaults={"seen_at": now})


class Migration(migrations.Migration):
    dependencies = [("workflows", "0012_first_templates_and_bells")]

    operations = [
        migrations.AddField(
            model_name="errand",
            name="wanted_at",
            field=models.DateTimeField(default=django.utils.timezone.now, verbose_name="wanted"),
        ),
        migrations.AddField(
            model_name="errand",
            name="tries",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.CreateModel(
            name="WorkerHeartbeat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("worker", models.CharField(max_length=100, unique=True)),
                ("seen_at", models.DateTimeField()),
            ],
            options={"verbose_name": "worker heartbeat"},
        ),
        migrations.RunPython(keep_times, migrations.RunPython.noop),
        migrations.RunPython(begin_to_count, migrations.RunPython.noop),
    ]
