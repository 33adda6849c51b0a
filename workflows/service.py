"""Which service level applies to a case, and why. A pure question: it writes nothing."""

from dataclasses import dataclass, field

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


@dataclass
class Levels:
    """The same question about many cases: everything is read at once, in two queries."""

    levels: dict[int, ServiceLevel]
    rows: dict[int, tuple[int | None, int | None]]  # a category's parent and level
    found: dict[tuple[int | None, int | None], ServiceLevel | None] = field(default_factory=dict)

    @classmethod
    def now(cls) -> "Levels":
        rows = Category.objects.order_by().values_list("pk", "parent_id", "service_level_id")
        return cls(ServiceLevel.objects.active().in_bulk(), {pk: (parent, level) for pk, parent, level in rows})

    def of(self, of_customer: int | None, category: int | None) -> ServiceLevel | None:
        """`of_customer`: the level of the customer's agreement."""
        if (of_customer, category) not in self.found:
            parents = {pk: parent for pk, (parent, _level) in self.rows.items()}
            line = lineage(category, parents) if category else []
            wanted = [of_customer, *(self.rows[pk][1] for pk in line if pk in self.rows)]
            self.found[of_customer, category] = next((self.levels[pk] for pk in wanted if pk in self.levels), None)
        return self.found[of_customer, category]


def of_category(category: Category | None) -> list[tuple[int | None, str]]:
    if category is None:
        return []
    rows = {row.pk: row for row in Category.objects.only("parent", "service_level", "name_sv", "name_en")}
    line = lineage(category.pk, {pk: row.parent_id for pk, row in rows.items()})
    return [
        (rows[pk].service_level_id, _("the category %(name)s") % {"name": rows[pk].name}) for pk in line if pk in rows
    ]
