"""Everybody of the staff enters her own absence (the queryset sees to whose); the administrator takes rows away."""

from typing import Any

from django.db import migrations

from accounts import roles


def grant(apps: Any, schema_editor: Any) -> None:
    for role in roles.ALL:
        roles.grant(apps, role, [f"workflows.{verb}_absence" for verb in ("view", "add", "change")])
    roles.grant(apps, roles.ADMINISTRATOR, ["workflows.delete_absence"])


class Migration(migrations.Migration):
    dependencies = [("workflows", "0005_absence"), ("accounts", "0001_user")]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
