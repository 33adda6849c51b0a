from typing import Any

from django.db import migrations, models
from django.db.models import Q

EMPTY = {"kind": "", "category": None, "priority": None, "title_pattern": ""}


def drop_empty(apps: Any, schema_editor: Any) -> None:
    apps.get_model("intake", "Outcome").objects.filter(**EMPTY).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0006_stopped_posts"),
    ]

    operations = [
        migrations.RunPython(drop_empty, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="outcome",
            constraint=models.CheckConstraint(
                condition=~Q(kind="") | Q(category__isnull=False) | Q(priority__isnull=False) | ~Q(title_pattern=""),
                name="outcome_says_something",
            ),
        ),
    ]
