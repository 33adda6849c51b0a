from functools import lru_cache

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import escape
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


TOKEN, PATH = "hole-for-the-token", "hole-for-the-path"


@register.simple_tag(takes_context=True)
def person_tools(context: Context) -> SafeString:
    """The other language, and log-in or out."""
    request, user = context.get("request"), context.get("user")
    drawn = tools(bool(user and user.is_authenticated), get_language() or "")
    path = request.get_full_path() if request else ""
    filled = drawn.replace(TOKEN, escape(context.get("csrf_token", ""))).replace(PATH, escape(path))
    return SafeString(filled)


@lru_cache(maxsize=10)
def tools(is_logged_in: bool, language: str) -> SafeString:
    """Drawn once, with holes for what is of one request."""
    user = {"is_authenticated": is_logged_in}
    request = {"get_full_path": PATH}
    return render_to_string("serva/tools.html", {"user": user, "csrf_token": TOKEN, "request": request})
