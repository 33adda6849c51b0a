"""Which service level applies to a case, and why. A pure question: it writes nothing."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from workflows.models import Category, Customer, ServiceLevel
from workflows.models.category import lineage


@dataclass(frozen=True)
class Service:
    """`reason` is in the reader's language; "" where no level applies."""

    level: ServiceLevel | None
    reason: str


def which_level(customer: Customer | None, category: Category | None) -> Service:
    """The customer's own goes before the category's, which is the nearest up the tree; one not in use does not count.

    At most two queries.
    """
    wanted = {customer.service_level_id: _("the customer's agreement")} if customer else {}
    for pk, reason in of_category(category):
        wanted.setdefault(pk, reason)
    wanted.pop(None, None)
    found = ServiceLevel.objects.active().in_bulk(list(wanted)) if wanted else {}
    for pk, reason in wanted.items():
        if pk in found:
            return Service(found[pk], reason)
    return Service(None, "")


def of_category(category: Category | None) -> list[tuple[int | None, str]]:
    if category is None:
        return []
    rows = {row.pk: row for row in Category.objects.only("parent", "service_level", "name_sv", "name_en")}
    line = lineage(category.pk, {pk: row.parent_id for pk, row in rows.items()})
    return [
        (rows[pk].service_level_id, _("the category %(name)s") % {"name": rows[pk].name}) for pk in line if pk in rows
    ]
