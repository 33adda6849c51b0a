"""Cases from before the ladders, the words of what ladders tell, and whom they reach until the administrator says other."""

from typing import Any

from django.db import migrations
from django.db.models import F

ENDED = ("done", "closed", "cancelled")
TEMPLATES = [
    ("remind", ("staff",)),
    ("tell_leader", ("staff",)),
    ("tell_office", ("staff",)),
    ("handed_on", ("answerer", "team", "staff")),
    ("raise_priority", ("staff",)),
]
TOLD = [
    ("remind", "answerer"),
    ("tell_leader", "leader"),
    ("tell_office", "office"),
    ("handed_on", "answerer"),
    ("raise_priority", "answerer"),
]


def look_at_open_cases(apps: Any, schema_editor: Any) -> None:
    case = apps.get_model("workflows", "Case")
    case.objects.update(acknowledge_climbs_from=F("opened_at"), finish_climbs_from=F("opened_at"))
    case.objects.filter(status__in=ENDED).update(escalates_at=None)


def make(apps: Any, schema_editor: Any) -> None:
    template = apps.get_model("workflows", "NotificationTemplate")
    rows = [template(event=event, audience=audience) for event, readers in TEMPLATES for audience in readers]
    template.objects.bulk_create(rows, ignore_conflicts=True)
    rule = apps.get_model("workflows", "NotificationRule")
    rules = [
        rule(event=event, receiver=receiver, channel=channel)
        for channel in ("email", "bell", "push")
        for event, receiver in TOLD
    ]
    rule.objects.bulk_create(rules, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("workflows", "0019_escalation_ladder")]
    operations = [
        migrations.RunPython(look_at_open_cases, migrations.RunPython.noop),
        migrations.RunPython(make, migrations.RunPython.noop),
    ]
