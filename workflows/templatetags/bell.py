from functools import lru_cache

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from accounts.models import User
from workflows.models import Delivery
from workflows.models.delivery import MOST_COUNTED
from workflows.templatetags.serva_ui import icon

register = template.Library()


@register.simple_tag
def bell(user: User, to: str) -> SafeString:
    """The bell with how many notices are unread, leading to the list named `to`. One query."""
    return drawn(Delivery.objects.count_unread(user), reverse(to), get_language() or "")


@lru_cache(maxsize=500)
def drawn(count: int, url: str, language: str) -> SafeString:
    words = ngettext("%(count)d unread notice", "%(count)d unread notices", count) % {"count": count}
    number = format_html('<span class="bell__count" aria-hidden="true">{}</span>', short(count)) if count else ""
    return format_html(
        '<a class="button button--quiet bell" href="{}">{}{}<span class="visually-hidden">{}</span></a>',
        url,
        icon("bell"),
        number,
        words if count else _("Notices"),
    )


def short(count: int) -> str:
    return str(count) if count < MOST_COUNTED else f"{MOST_COUNTED - 1}+"
