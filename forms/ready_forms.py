"""Three forms to begin with: the demo company has them, and a new installation may."""

import json

from wagtail.models import Page

from forms.models import IntakeFormPage
from forms.portable.library import FOLDER
from forms.portable.making import place
from workflows.models import Category

READY = ("request", "deviation", "order")


def make_ready_forms(parent_page: Page, categories: dict[str, Category] | None = None) -> dict[str, IntakeFormPage]:
    """{kind: page}, live below the parent. A form whose address is taken there is left as it is."""
    made = {}
    for kind in READY:
        raw = (FOLDER / "begin" / f"{kind}.json").read_bytes()
        slug = json.loads(raw)["form"]["slug"]
        there = IntakeFormPage.objects.child_of(parent_page).filter(slug=slug).first()
        made[kind] = there or place(raw, parent_page, category=(categories or {}).get(kind))
    return made
