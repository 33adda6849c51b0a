"""Administrators look after people and roles. Nobody deletes people: the history names them."""

from typing import Any

from django.db import migrations

from accounts import roles


def grant(apps: Any, schema_editor: Any) -> None:
    people = [f"accounts.{verb}_user" for verb in ("view", "add", "change")]
    groups = [f"auth.{verb}_group" for verb in ("view", "add", "change")]
    roles.grant(apps, roles.ADMINISTRATOR, [*people, *groups])


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_user"), ("contenttypes", "0002_remove_content_type_name")]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
