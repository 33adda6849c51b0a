"""Which service level applies to a case, and why. A pure question: it writes nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

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

    At most two queries: the tree is asked for where neither the customer nor the category itself has a level.
    """
    if customer is None and category is None:
        return Service(None, "")
    levels = ServiceLevel.objects.active().in_bulk()
    for pk, reason in chain(of_customer(customer), of_category(category)):
        if pk in levels:
            return Service(levels[pk], reason)
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


def of_customer(customer: Customer | None) -> Iterator[tuple[int | None, str]]:
    if customer is not None:
        yield customer.service_level_id, _("the customer's agreement")


def of_category(category: Category | None) -> Iterator[tuple[int | None, str]]:
    """Its own level, then those up the tree."""
    if category is None:
        return
    yield category.service_level_id, of_named(category)
    if category.parent_id is None:
        return
    rows = {row.pk: row for row in Category.objects.only("parent", "service_level", "name_sv", "name_en")}
    for pk in lineage(category.pk, {pk: row.parent_id for pk, row in rows.items()})[1:]:
        if pk in rows:
            yield rows[pk].service_level_id, of_named(rows[pk])


def of_named(category: Category) -> str:
    return _("the category %(name)s") % {"name": category.name}
