"""Roles are groups. Each wing's migration says with `grant` what a role may do there; the office may edit it later."""

from typing import Any

TECHNICIAN = "Tekniker"
LEADER = "Arbetsledare"
DISPATCHER = "Kontor"
ECONOMY = "Ekonomi"
ADMINISTRATOR = "Administratör"
ALL = (TECHNICIAN, LEADER, DISPATCHER, ECONOMY, ADMINISTRATOR)


def grant(apps: Any, role: str, permissions: list[str]) -> None:
    """Adds permissions ("workflows.view_case") to a role, and makes what is missing; takes nothing away.

    For migrations: `apps` is the state's registry, and the permissions' apps must be among the dependencies.
    """
    if role not in ALL:
        raise ValueError(f"{role!r} is no role. Choose among {', '.join(ALL)}.")
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=role)
    group.permissions.add(*[_permission(apps, name) for name in permissions])


def _permission(apps: Any, name: str) -> Any:
    app_label, _, codename = name.partition(".")
    known = apps.get_model("auth", "Permission").objects.filter(content_type__app_label=app_label, codename=codename)
    if found := known.first():
        return found
    model, title = _owner(apps, app_label, codename)
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app_label, model=model
    )
    permission, _ = known.get_or_create(codename=codename, content_type=content_type, defaults={"name": title})
    return permission


def _owner(apps: Any, app_label: str, codename: str) -> tuple[str, str]:
    """The model that declares the permission, and the permission's title as Django would write it."""
    for model in apps.get_app_config(app_label).get_models():
        meta = model._meta
        for own, title in meta.permissions:
            if own == codename:
                return meta.model_name, title
        for action in meta.default_permissions:
            if codename == f"{action}_{meta.model_name}":
                return meta.model_name, f"Can {action} {meta.verbose_name_raw}"
    raise LookupError(f"No model of {app_label} declares the permission {codename!r}.")
