"""The list of a register: its rows, its pages, how it finds things, and what its columns look like."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.formats import date_format
from django.utils.functional import Promise, cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui import tables

from workflows.paging import BOUND, BoundedPaginator
from workflows.viewsets.addresses import address_of

INACTIVE = gettext_lazy("Inactive")
WORDS = 6
LONGEST = 100


class RegisterPaginator(BoundedPaginator, WagtailPaginator):
    @cached_property
    def items_count_label(self) -> str:
        if self.is_bounded:
            return _("More than %(bound)d. Search or filter to see the others.") % {"bound": BOUND}
        return super().items_count_label


def finding(rows: QuerySet, text: str, fields: list[str]) -> QuerySet:
    """Rows in which every word of `text` stands in some of the fields. A scan: for registers, not for cases.

    SQLite folds the case of A to Z only, so a word with other letters is looked for in its usual spellings.
    """
    for word in text.replace("\x00", "")[:LONGEST].split()[:WORDS]:
        spellings = {word} if word.isascii() else {word, word.lower(), word.upper(), word.capitalize()}
        hit = Q()
        for field in fields:
            for spelling in spellings:
                hit |= Q(**{f"{field}__icontains": spelling})
        rows = rows.filter(hit)
    return rows


class Column(tables.Column):
    """With its heading in each cell, for the phone, where a row is a card."""

    cell_template_name = "workflows/registers/cell.html"

    def get_value(self, instance: Model) -> Any:
        value = super().get_value(instance)
        return capfirst(value) if str(self.accessor).endswith("_display") else value


class MomentColumn(Column):
    def get_value(self, instance: Model) -> str:
        moment = super().get_value(instance)
        return date_format(localtime(moment), "SHORT_DATETIME_FORMAT") if moment else ""


class RelatedColumn(Column):
    """Something of another register, linked where the person may open it. Costs no query: select_related it."""

    def __init__(self, name: str, *, text: Callable[[Any], str] = str, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self.text = text

    def get_cell_context_data(self, instance: Model, parent_context: dict[str, Any]) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        related = context["raw_value"]
        if related is None:
            return context | {"value": ""}
        url = address_of(related, parent_context["request"].user)
        text = self.text(related)
        return context | {"value": format_html('<a href="{}">{}</a>', url, text) if url else text}


class StateColumn(Column):
    """A word only for the rows that are not in use."""

    def __init__(
        self,
        name: str = "is_active",
        *,
        word: Promise | str = INACTIVE,
        when: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(name, label=kwargs.pop("label", gettext_lazy("State")), **kwargs)
        self.word, self.when = word, when

    def get_value(self, instance: Model) -> SafeString | str:
        return chip(self.word, "cancelled") if super().get_value(instance) is self.when else ""


def chip(text: str | Promise, kind: str) -> SafeString:
    return format_html('<span class="chip chip--{}">{}</span>', kind, text)
