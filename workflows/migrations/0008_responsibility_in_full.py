import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import workflows.models.weekdays


class Migration(migrations.Migration):
    dependencies = [
        ("workflows", "0007_limit_counts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="responsibility",
            name="equipment",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="responsibilities",
                to="workflows.equipment",
                verbose_name="equipment",
            ),
        ),
        migrations.AddField(
            model_name="responsibility",
            name="from_time",
            field=models.TimeField(blank=True, help_text="For example 17:00.", null=True, verbose_name="from"),
        ),
        migrations.AddField(
            model_name="responsibility",
            name="holidays",
            field=models.CharField(
                choices=[
                    ("same", "as its weekday says"),
                    ("also", "always counted in, as a day off"),
                    ("not", "never counted in"),
                ],
                default="same",
                max_length=4,
                verbose_name="on holidays",
            ),
        ),
        migrations.AddField(
            model_name="responsibility",
            name="is_active",
            field=models.BooleanField(default=True, verbose_name="in use"),
        ),
        migrations.AddField(
            model_name="responsibility",
            name="on_call",
            field=models.BooleanField(
                default=False,
                help_text="Within these hours it goes before all rules that are not on call, also more specific ones.",
                verbose_name="on call",
            ),
        ),
        migrations.AddField(
            model_name="responsibility",
            name="until_time",
            field=models.TimeField(
                blank=True,
                help_text="For example 07:00: earlier than “from” is the next morning.",
                null=True,
                verbose_name="until",
            ),
        ),
        migrations.AddField(
            model_name="responsibility",
            name="weekdays",
            field=workflows.models.weekdays.WeekdaysField(
                blank=True,
                default=127,
                help_text="None ticked is every day. Hours belong to the day on which they begin.",
                verbose_name="weekdays",
            ),
        ),
        migrations.AddIndex(
            model_name="responsibility",
            index=models.Index(fields=["equipment", "worksite", "customer", "category"], name="responsibility_place"),
        ),
        migrations.AddConstraint(
            model_name="responsibility",
            constraint=models.CheckConstraint(
                condition=models.Q(("weekdays__range", (1, 127))), name="responsibility_weekdays_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="responsibility",
            constraint=models.CheckConstraint(
                condition=models.Q(("holidays__in", ["same", "also", "not"])), name="responsibility_holidays_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="responsibility",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("from_time", None), ("until_time", None)),
                    models.Q(("from_time__isnull", False), ("until_time__isnull", False)),
                    _connector="OR",
                ),
                name="responsibility_both_times",
                violation_error_message="Give both times, from and until, or neither.",
            ),
        ),
        migrations.AddConstraint(
            model_name="responsibility",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("on_call", False),
                    models.Q(("weekdays", 127), _negated=True),
                    ("from_time__isnull", False),
                    ("holidays", "not"),
                    _connector="OR",
                ),
                name="responsibility_on_call_within_hours",
                violation_error_message="Say when: on call needs weekdays or hours.",
            ),
        ),
    ]
