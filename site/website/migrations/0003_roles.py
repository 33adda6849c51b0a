"""Administrators write the website: its pages, pictures, documents and look."""

from typing import Any

from django.db import migrations

from accounts import roles

PAGE = ("add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page")
COLLECTION = {
    "wagtailimages": ("add_image", "change_image", "choose_image"),
    "wagtaildocs": ("add_document", "change_document", "choose_document"),
}


def grant(apps: Any, schema_editor: Any) -> None:
    roles.grant(apps, roles.ADMINISTRATOR, ["wagtailadmin.access_admin", "website.change_brand"])
    group = apps.get_model("auth", "Group").objects.get(name=roles.ADMINISTRATOR)
    _grant_pages(apps, group)
    _grant_collection(apps, group)


def _permission(apps: Any, app_label: str, model: str, codename: str) -> Any:
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app_label, model=model
    )
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": f"Can {codename.replace('_', ' ')}"}
    )
    return permission


def _grant_pages(apps: Any, group: Any) -> None:
    root = apps.get_model("wagtailcore", "Page").objects.filter(depth=1).first()
    for codename in PAGE:
        apps.get_model("wagtailcore", "GroupPagePermission").objects.get_or_create(
            group=group, page=root, permission=_permission(apps, "wagtailcore", "page", codename)
        )


def _grant_collection(apps: Any, group: Any) -> None:
    root = apps.get_model("wagtailcore", "Collection").objects.filter(depth=1).first()
    for app_label, codenames in COLLECTION.items():
        for codename in codenames:
            apps.get_model("wagtailcore", "GroupCollectionPermission").objects.get_or_create(
                group=group,
                collection=root,
                permission=_permission(apps, app_label, codename.partition("_")[2], codename),
            )


class Migration(migrations.Migration):
    dependencies = [
        ("website", "0002_first_page"),
        ("accounts", "0001_user"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailadmin", "0005_editingsession_is_editing"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
    ]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
