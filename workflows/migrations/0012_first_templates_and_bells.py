"""A template for each event and those who read it, empty: Serva's own words. And rules for bells and phones like those
by mail: a bell costs nobody anything, and a phone only rings where somebody turned that on."""

from typing import Any

from django.db import migrations

from accounts import roles

TEMPLATES = [
    ("opened", ("answerer", "team", "staff", "customer", "site_contact")),
    ("assigned", ("answerer", "team", "staff")),
    ("acknowledged", ("staff", "customer")),
    ("started", ("staff", "customer")),
    ("paused", ("staff", "customer")),
    ("resumed", ("staff", "customer")),
    ("finished", ("staff", "customer")),
    ("closed", ("staff", "customer")),
    ("reopened", ("staff", "customer")),
    ("cancelled", ("staff", "customer")),
    ("customer_message", ("staff",)),
    ("staff_message", ("staff", "customer")),
    ("note", ("staff",)),
    ("attached", ("staff", "customer")),
]
RECEIPT = ("opened", "reporter")  # whoever has just reported has it before her eyes
VIEW = ["workflows.view_notificationtemplate", "workflows.view_webhookendpoint"]
KEEP = [
    *VIEW,
    "workflows.change_notificationtemplate",
    *(f"workflows.{verb}_webhookendpoint" for verb in ("add", "change", "delete")),
]


def make(apps: Any, schema_editor: Any) -> None:
    template = apps.get_model("workflows", "NotificationTemplate")
    rows = [template(event=event, audience=audience) for event, readers in TEMPLATES for audience in readers]
    template.objects.bulk_create(rows, ignore_conflicts=True)
    rule = apps.get_model("workflows", "NotificationRule")
    by_mail = rule.objects.filter(channel="email", is_active=True).order_by("pk").values_list("event", "receiver")
    more = [
        rule(event=event, receiver=receiver, channel=channel)
        for channel in ("bell", "push")
        for event, receiver in by_mail
        if (event, receiver) != RECEIPT
    ]
    rule.objects.bulk_create(more, ignore_conflicts=True)


def grant(apps: Any, schema_editor: Any) -> None:
    roles.grant(apps, roles.DISPATCHER, VIEW[:1])
    roles.grant(apps, roles.ADMINISTRATOR, KEEP)


class Migration(migrations.Migration):
    dependencies = [("workflows", "0011_templates_choices_and_channels"), ("accounts", "0001_user")]
    operations = [
        migrations.RunPython(make, migrations.RunPython.noop),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
