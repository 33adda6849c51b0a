from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("workflows", "0013_errand_tries_and_worker_heartbeat")]

    operations = [
        migrations.AddIndex(
            model_name="errand",
            index=models.Index(
                condition=Q(("done_at", None), ("gave_up_at", None)), fields=["wanted_at"], name="errand_wanted"
            ),
        ),
        migrations.AddIndex(
            model_name="errand",
            index=models.Index(
                condition=Q(("gave_up_at__isnull", False)), fields=["-gave_up_at", "-id"], name="errand_given_up"
            ),
        ),
    ]
