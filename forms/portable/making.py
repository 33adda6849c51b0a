"""A form that was read becomes a page: a draft, beside what is there."""

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page

from accounts.models import User
from forms.models import IntakeFormPage
from forms.portable.reading import Read, read
from workflows.models import Category


def bring_in(found: Read, parent: Page, *, by: User) -> IntakeFormPage:
    """Everything or nothing. ValidationError where somebody has changed meanwhile what it was read against."""
    if found.problems:
        raise ValidationError(found.problems)
    page = found.page
    page.owner = by
    with transaction.atomic():
        parent.add_child(instance=page)
        log(page, "wagtail.create", user=by)
        page.save_revision(user=by)
    return page


def place(raw: bytes, parent: Page, category: Category | None = None) -> IntakeFormPage:
    """One of our own, published at once, for a house that begins."""
    found = read(raw, parent)
    assert not found.problems, found.problems
    page = found.page
    page.category = category or page.category
    page.live, page.has_unpublished_changes = True, False
    parent.add_child(instance=page)
    return page
