from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from wagtail import hooks

STYLES = ("css/admin.css", "css/parts.css", "css/forms.css", "css/case.css")


@hooks.register("insert_global_admin_css")
def house_styles() -> SafeString:
    return format_html_join("\n", '<link rel="stylesheet" href="{}">', ((static(path),) for path in STYLES))
