"""Comparing with what no column can hold has an answer, and is no OverflowError.

Django knows this for `=`, `<` and `>` of whole numbers (`IntegerFieldOverflow`). What somebody writes in an address or
a form also reaches `in` and foreign keys, and so do moments of the calendar's first and last day, which lie outside of
it in UTC: SQLite's driver raises on both. Registered for every model, Wagtail's own filters and choosers included.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import models
from django.db.models import lookups
from django.db.models.fields.related_lookups import RelatedExact, RelatedIn

FIRST, LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


def fitting(values: Iterable[Any], field: Any, connection: Any) -> list[Any]:
    """Those that a row could have in the field, or in what it refers to."""
    while field.is_relation:
        field = field.target_field
    if not isinstance(field, models.IntegerField):
        return list(values)
    least, most = connection.ops.integer_field_range(field.get_internal_type())
    return [value for value in values if not isinstance(value, int) or least <= value <= most]


class FittingIn:
    lhs: Any
    rhs: Any

    def batch_process_rhs(self, compiler: Any, connection: Any, rhs: Any = None) -> Any:
        values = fitting(self.rhs if rhs is None else rhs, self.lhs.output_field, connection)
        if not values:
            raise EmptyResultSet
        return super().batch_process_rhs(compiler, connection, values)  # type: ignore[misc]


class NumberIn(FittingIn, lookups.In):
    pass


class ReferenceIn(FittingIn, RelatedIn):
    pass


class ReferenceExact(RelatedExact):
    def process_rhs(self, compiler: Any, connection: Any) -> Any:
        if isinstance(self.rhs, int) and not fitting([self.rhs], self.lhs.output_field, connection):
            raise EmptyResultSet
        return super().process_rhs(compiler, connection)


def in_the_calendar(moment: Any) -> Any:
    """The nearest moment that the calendar has in UTC."""
    if not isinstance(moment, datetime):
        return moment
    try:
        moment.astimezone(UTC)
    except OverflowError:
        return FIRST if moment.year == FIRST.year else LAST
    return moment


class InTheCalendar:
    """No row is outside of the calendar, so its ends say the same."""

    def get_prep_lookup(self) -> Any:
        asked = super().get_prep_lookup()  # type: ignore[misc]
        return [in_the_calendar(one) for one in asked] if isinstance(asked, list) else in_the_calendar(asked)


class After(InTheCalendar, lookups.GreaterThan):
    pass


class From(InTheCalendar, lookups.GreaterThanOrEqual):
    pass


class Before(InTheCalendar, lookups.LessThan):
    pass


class Until(InTheCalendar, lookups.LessThanOrEqual):
    pass


class Between(InTheCalendar, lookups.Range):
    pass


def register() -> None:
    models.IntegerField.register_lookup(NumberIn)
    models.ForeignObject.register_lookup(ReferenceIn)
    models.ForeignObject.register_lookup(ReferenceExact)
    for lookup in (After, From, Before, Until, Between):
        models.DateTimeField.register_lookup(lookup)
