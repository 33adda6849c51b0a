"""Who keeps the stages. And of cases that wait already: since when their clock stands."""

from typing import Any

from django.db import migrations
from django.db.models import F

from accounts import roles

VIEW = "workflows.view_stage"
KEEP = [VIEW, "workflows.add_stage", "workflows.change_stage"]


def grant(apps: Any, schema_editor: Any) -> None:
    roles.grant(apps, roles.DISPATCHER, KEEP)
    roles.grant(apps, roles.ECONOMY, [VIEW])
    roles.grant(apps, roles.ADMINISTRATOR, [*KEEP, "workflows.delete_stage"])


def stop_clocks(apps: Any, schema_editor: Any) -> None:
    apps.get_model("workflows", "Case").objects.filter(status="waiting").update(clock_stopped_since=F("status_since"))


class Migration(migrations.Migration):
    dependencies = [("workflows", "0015_stages"), ("accounts", "0001_user")]
    operations = [
        migrations.RunPython(grant, migrations.RunPython.noop),
        migrations.RunPython(stop_clocks, migrations.RunPython.noop),
    ]
