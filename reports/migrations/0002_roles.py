"""What leaves the house is economy's; the office reads. Editable afterwards: a later migration only adds."""

from typing import Any

from django.db import migrations

from accounts import roles

READ = ["reports.view_erporder", "reports.view_exportbatch"]
WORK = ["reports.handle_erporder", "reports.export_used_articles"]


def grant(apps: Any, schema_editor: Any) -> None:
    roles.grant(apps, roles.DISPATCHER, READ)
    roles.grant(apps, roles.ECONOMY, [*READ, *WORK])
    roles.grant(apps, roles.ADMINISTRATOR, [*READ, *WORK, "reports.change_erpsettings"])


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0001_orders_and_exports"),
        ("workflows", "0002_roles"),
    ]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
