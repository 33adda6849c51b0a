"""Who keeps gates and checklists. And which files came from staff, as far as their messages tell."""

from typing import Any

from django.db import migrations

from accounts import roles

NOUNS = ("gate", "checklisttemplate")
VIEW = [f"workflows.view_{noun}" for noun in NOUNS]
KEEP = [f"workflows.{verb}_{noun}" for verb in ("view", "add", "change") for noun in NOUNS]


def grant(apps: Any, schema_editor: Any) -> None:
    roles.grant(apps, roles.DISPATCHER, KEEP)
    roles.grant(apps, roles.ECONOMY, VIEW)
    roles.grant(apps, roles.ADMINISTRATOR, [*KEEP, *(f"workflows.delete_{noun}" for noun in NOUNS)])


def know_staffs_files(apps: Any, schema_editor: Any) -> None:
    files = apps.get_model("workflows", "Attachment").objects
    files.filter(message__user__isnull=False, message__contact=None).update(by_staff=True)


class Migration(migrations.Migration):
    dependencies = [("workflows", "0017_gates_and_checklists"), ("accounts", "0001_user")]
    operations = [
        migrations.RunPython(grant, migrations.RunPython.noop),
        migrations.RunPython(know_staffs_files, migrations.RunPython.noop),
    ]
