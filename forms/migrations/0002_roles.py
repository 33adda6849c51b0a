"""What the wing lets each role do. Forms themselves are pages: who edits pages edits them."""

from typing import Any

from django.db import migrations

from accounts import roles

LOOK = ["intake.view_qrcode"]
KEEP = [*LOOK, "intake.add_qrcode", "intake.change_qrcode", "intake.view_formsubmission"]


def grant(apps: Any, schema_editor: Any) -> None:
    roles.grant(apps, roles.TECHNICIAN, LOOK)
    roles.grant(apps, roles.LEADER, LOOK)
    roles.grant(apps, roles.ECONOMY, [*LOOK, "intake.view_formsubmission"])
    roles.grant(apps, roles.DISPATCHER, KEEP)
    roles.grant(apps, roles.ADMINISTRATOR, KEEP)


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_forms_and_codes"), ("accounts", "0001_user")]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
