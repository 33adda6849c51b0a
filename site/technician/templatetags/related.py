from collections.abc import Iterable

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString

from workflows.models import Case
from workflows.rows import filled, joined
from workflows.templatetags.serva_ui import in_full, status_chip

register = template.Library()
ROW = '<li><a href="{}{}/">{}</a><span class="faint">{} {}</span></li>'


@register.simple_tag
def related_rows(cases: Iterable[Case], cases_url: str) -> SafeString:
    """`cases_url`: what the number is put behind."""
    return joined(
        filled(ROW, cases_url, case.number, case.title, status_chip(case), opened_on(case)) for case in cases
    )  # fmt: skip


def opened_on(case: Case) -> str:
    return in_full(timezone.localtime(case.opened_at), "DATE_FORMAT")
