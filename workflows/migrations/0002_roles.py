"""The role groups and what the domain lets each do. Editable afterwards: a later migration only adds."""

from typing import Any

from django.db import migrations

from accounts import roles

REGISTERS = [
    "customer",
    "contact",
    "worksite",
    "equipment",
    "category",
    "team",
    "responsibility",
    "schedule",
    "article",
]
READ = [f"workflows.view_{noun}" for noun in ["case", *REGISTERS]]
EDIT = [f"workflows.{verb}_{noun}" for verb in ("add", "change") for noun in REGISTERS]
DELETE = [f"workflows.delete_{noun}" for noun in REGISTERS]
FIELD = ["workflows.view_case", "workflows.work_cases"]
FIELD_READ = [f"workflows.view_{noun}" for noun in ("worksite", "equipment", "category", "team", "article")]
OFFICE = ["workflows.see_all_cases", "workflows.work_cases", "workflows.reassign_cases", "workflows.manage_cases"]
SEE = ["workflows.see_all_cases", "workflows.see_money"]
ADMIN = ["wagtailadmin.access_admin"]


def grant(apps: Any, schema_editor: Any) -> None:
    roles.grant(apps, roles.TECHNICIAN, [*ADMIN, *FIELD, *FIELD_READ])
    roles.grant(apps, roles.LEADER, [*ADMIN, *FIELD, *FIELD_READ, "workflows.reassign_cases"])
    roles.grant(apps, roles.DISPATCHER, [*ADMIN, *READ, *EDIT, *OFFICE, "workflows.see_money"])
    roles.grant(apps, roles.ECONOMY, [*ADMIN, *READ, *SEE])
    roles.grant(
        apps,
        roles.ADMINISTRATOR,
        [*ADMIN, *READ, *EDIT, *DELETE, *OFFICE, "workflows.see_money", "workflows.change_company"],
    )


class Migration(migrations.Migration):
    dependencies = [
        ("workflows", "0001_domain"),
        ("accounts", "0001_user"),
        ("wagtailadmin", "0005_editingsession_is_editing"),
    ]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
