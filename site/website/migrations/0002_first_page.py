"""A start page in the place of Wagtail's welcome page. An installation that has other pages keeps them."""

from typing import Any

from django.db import migrations

FIRST = {
    "title": "Start",
    "draft_title": "Start",
    "slug": "start",
    "heading_sv": "Hur kan vi hjälpa dig?",
    "heading_en": "How can we help you?",
    "lead_sv": "Anmäl det som behöver åtgärdas, så ser vi till att rätt person tar hand om det.",
    "lead_en": "Tell us what needs doing, and we see to it that the right person takes care of it.",
}


def put_start_page(apps: Any, schema_editor: Any) -> None:
    Page = apps.get_model("wagtailcore", "Page")
    HomePage = apps.get_model("website", "HomePage")
    Site = apps.get_model("wagtailcore", "Site")
    welcome = Page.objects.filter(depth=2, slug="home", content_type__model="page").first()
    if welcome is None or Page.objects.filter(depth__gte=2).count() != 1:
        return
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="website", model="homepage"
    )
    home = HomePage.objects.create(
        **FIRST,
        content_type=content_type,
        path="00010002",
        depth=2,
        numchild=0,
        url_path="/start/",
        locale_id=welcome.locale_id,
    )
    Site.objects.filter(root_page_id=welcome.pk).update(root_page_id=home.pk)
    welcome.delete()


class Migration(migrations.Migration):
    dependencies = [
        ("website", "0001_pages"),
        ("wagtailcore", "0098_apitoken"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(put_start_page, migrations.RunPython.noop)]
