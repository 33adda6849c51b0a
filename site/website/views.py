from dataclasses import asdict

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.images.models import Image

from website import colours
from website.models import Brand

MINUTES_KEPT = 5
LOGO_HEIGHT_REM = 2.125
LOGO_WIDEST_REM = 11


def _properties(palette: colours.Palette) -> str:
    values = {name.replace("_", "-"): value for name, value in asdict(palette).items()}
    return "".join(f"--{name}:{value};" for name, value in {**values, "focus": palette.accent_text}.items())


def _logo(logo: Image) -> str:
    """Two sizes of a screen's pixels, in the place where the company's first letter stands otherwise."""
    rendition = logo.get_rendition("max-528x102|format-png")
    width = min(LOGO_HEIGHT_REM * rendition.width / rendition.height, LOGO_WIDEST_REM)
    return (
        f".brand__mark{{width:{width:.3f}rem;color:transparent;border-radius:0;"
        f'background:url("{rendition.url}") center/contain no-repeat}}'
    )


def _stylesheet(request: HttpRequest) -> str:
    brand = Brand.for_request(request)
    parts = []
    if brand.accent_colour:
        dark = _properties(colours.dark(brand.accent_colour))
        parts.append(f":root{{{_properties(colours.light(brand.accent_colour))}}}")
        parts.append(f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}")
    if brand.logo is not None:
        parts.append(_logo(brand.logo))
    return "\n".join(parts)


@require_safe
@cache_control(public=True, max_age=MINUTES_KEPT * 60)
def brand_css(request: HttpRequest) -> HttpResponse:
    """The company's accent and logo. Empty when it has chosen none."""
    return HttpResponse(_stylesheet(request), content_type="text/css; charset=utf-8")
