"""Wagtail begins with "Editors" and "Moderators". Ours are other roles; an unused group would only confuse."""

from typing import Any

from django.db import migrations


def remove(apps: Any, schema_editor: Any) -> None:
    groups = apps.get_model("auth", "Group").objects.filter(name__in=["Editors", "Moderators"])
    groups.filter(user=None).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_administrators"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
    ]
    operations = [migrations.RunPython(remove, migrations.RunPython.noop)]
