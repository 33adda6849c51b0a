"""What a form from elsewhere finds here: its categories by their names, and an address that is free."""

from django.utils.functional import cached_property
from wagtail.models import Page

from workflows.models import Category
from workflows.models.category import lineage


class Categories:
    """Those in use, by the path of their Swedish names, else by the last name where only one has it. One query."""

    @cached_property
    def paths(self) -> dict[tuple[str, ...], Category]:
        rows = {row.pk: row for row in Category.objects.all()}
        parents = {pk: row.parent_id for pk, row in rows.items()}
        return {
            tuple(rows[step].name_sv for step in reversed(lineage(pk, parents))): row
            for pk, row in rows.items()
            if row.is_active
        }

    def find(self, path: list[str]) -> Category | None:
        named = [category for names, category in self.paths.items() if names[-1] == path[-1]]
        return self.paths.get(tuple(path)) or (named[0] if len(named) == 1 else None)


def free_slug(parent: Page, wanted: str) -> str:
    taken = set(Page.objects.child_of(parent).values_list("slug", flat=True))
    slug, number = wanted, 1
    while slug in taken:
        number += 1
        slug = f"{wanted[:240]}-{number}"
    return slug
