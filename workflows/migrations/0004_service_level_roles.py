"""Who keeps the service levels. And due times from before there were any: they were given by people or schedules."""

from typing import Any

from django.db import migrations

from accounts import roles

VIEW = "workflows.view_servicelevel"
KEEP = [VIEW, "workflows.add_servicelevel", "workflows.change_servicelevel"]


def grant(apps: Any, schema_editor: Any) -> None:
    roles.grant(apps, roles.DISPATCHER, KEEP)
    roles.grant(apps, roles.ECONOMY, [VIEW])
    roles.grant(apps, roles.ADMINISTRATOR, [*KEEP, "workflows.delete_servicelevel"])


def keep_promises(apps: Any, schema_editor: Any) -> None:
    apps.get_model("workflows", "Case").objects.filter(finish_by__isnull=False).update(finish_by_promised=True)


class Migration(migrations.Migration):
    dependencies = [("workflows", "0003_service_levels"), ("accounts", "0001_user")]
    operations = [
        migrations.RunPython(grant, migrations.RunPython.noop),
        migrations.RunPython(keep_promises, migrations.RunPython.noop),
    ]
