from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from workflows.models import Company

register = template.Library()
SAID = ("name", "organisation_number", "phone", "email", "address")


@register.simple_tag
def company_footer(company: Company) -> SafeString:
    return footer(tuple(str(getattr(company, name, "")) for name in SAID), get_language() or "")


@lru_cache(maxsize=10)
def footer(said: tuple[str, ...], language: str) -> SafeString:
    """Drawn once for what it says."""
    return render_to_string("serva/footer.html", {"company": dict(zip(SAID, said, strict=True))})
