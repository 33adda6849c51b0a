from django.db import migrations, models
from django.db.models import Q

OPEN = Q(("status__in", ["assigned", "acknowledged", "in_progress", "waiting"]))
CLOCK = ["clock_stopped_since", "finish_by_promised", "status"]


class Migration(migrations.Migration):
    dependencies = [("workflows", "0001_squashed_0020")]

    operations = [
        migrations.RemoveIndex(model_name="case", name="case_customer"),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["customer", "-id", "status"], name="case_customer"),
        ),
        migrations.RemoveIndex(model_name="case", name="case_open_finish_by"),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(condition=OPEN, fields=["finish_by", *CLOCK], name="case_open_late"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=OPEN, fields=["responsible", "team", "finish_by", *CLOCK], name="case_open_load"
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=Q(("status", "waiting")), fields=["status_since", "id", "status"], name="case_waiting"
            ),
        ),
    ]
