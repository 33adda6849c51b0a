"""The rows of used articles, drawn without a template: fifty of them were nearly half of what the page cost."""

from collections.abc import Iterable
from decimal import Decimal

from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from workflows.models import UsedArticle
from workflows.rows import joined

ROW = """<tr>
  <th scope="row">{name}<span class="r-under">{under}</span></th>
  <td data-label="{case_label}"><span><a href="{cases_url}{number}/">{number}</a> <span class="r-short">{title}</span></span></td>
  <td data-label="{customer_label}"><span>{customer}<span class="r-under">{where}</span></span></td>
  <td data-label="{used_label}" class="nowrap">{used}</td>
  <td data-label="{quantity_label}" class="amount">{quantity}</td>
  <td data-label="{price_label}" class="amount">{price}</td>
  <td data-label="{amount_label}" class="amount">{amount}</td>
  <td data-label="{exported_label}">{exported}</td>
</tr>
"""  # noqa: E501
LINK = '<a href="{}">{}</a>'


def article_rows(rows: Iterable[UsedArticle], *, may_see_exports: bool) -> SafeString:
    """`rows` with their case and, in `batch_id`, the export that holds them."""
    same = {
        "cases_url": reverse("cases:index"),
        "case_label": _("Case"),
        "customer_label": _("Customer"),
        "used_label": _("Used"),
        "quantity_label": _("Quantity"),
        "price_label": _("Price"),
        "amount_label": _("Amount"),
        "exported_label": _("Exported"),
    }
    return joined(
        format_html(
            ROW,
            name=used.name,
            under=" · ".join(filter(None, [used.number, used.note])),
            number=used.case.number,
            title=used.case.title,
            customer=used.case.customer or "–",
            where=used.case.worksite or used.case.place,
            used=date_format(localtime(used.used_at), "SHORT_DATE_FORMAT"),
            quantity=used.how_much,
            price=money(used.price),
            amount=money(used.amount),
            exported=export(used.batch_id, may_see_exports),  # type: ignore[attr-defined]
            **same,
        )
        for used in rows
    )


def money(amount: Decimal) -> str:
    return number_format(amount, 2, force_grouping=True)


def export(batch_id: int | None, may_see: bool) -> SafeString | str:
    if batch_id is None:
        return format_html('<span class="soft">{}</span>', "–")
    words = _("Export %(number)s") % {"number": batch_id}
    return format_html(LINK, reverse("reports:export", args=[batch_id]), words) if may_see else words
