"""The rules as they stood in the code, by mail; the administrator keeps them from now on."""

from typing import Any

from django.db import migrations

from accounts import roles

VIEW = "workflows.view_notificationrule"
KEEP = [VIEW, *(f"workflows.{verb}_notificationrule" for verb in ("add", "change", "delete"))]
BY_MAIL = [
    ("opened", "answerer"),
    ("opened", "reporter"),
    ("assigned", "answerer"),
    ("customer_message", "answerer"),
    ("staff_message", "reporter"),
    ("note", "answerer"),
    ("finished", "reporter"),
    ("reopened", "answerer"),
    ("reopened", "reporter"),
    ("cancelled", "answerer"),
    ("cancelled", "reporter"),
]


def make(apps: Any, schema_editor: Any) -> None:
    rule = apps.get_model("workflows", "NotificationRule")
    rows = [rule(event=event, receiver=receiver, channel="email") for event, receiver in BY_MAIL]
    rule.objects.bulk_create(rows, ignore_conflicts=True)


def grant(apps: Any, schema_editor: Any) -> None:
    roles.grant(apps, roles.DISPATCHER, [VIEW])
    roles.grant(apps, roles.ADMINISTRATOR, KEEP)


class Migration(migrations.Migration):
    dependencies = [("workflows", "0009_notification_rules"), ("accounts", "0001_user")]
    operations = [
        migrations.RunPython(make, migrations.RunPython.noop),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
