from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLResolver, include, path, reverse_lazy
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from serva.menus import publish_first, without_wagtails_own
from serva.site_history import hide_from_others

STYLES = ("css/admin.css", "css/parts.css", "css/forms.css", "css/case.css")


@hooks.register("insert_global_admin_css")
def house_styles() -> SafeString:
    return format_html_join("\n", '<link rel="stylesheet" href="{}">', ((static(path),) for path in STYLES))


hooks.register("construct_reports_menu", hide_from_others)
hooks.register("construct_reports_menu", without_wagtails_own)
hooks.register("construct_help_menu", without_wagtails_own)
hooks.register("construct_page_action_menu", publish_first)


@hooks.register("register_admin_urls")
def demo_mail_urls() -> list[URLResolver]:
    return [path("demo-mail/", include("serva.demo_mail.urls"))]


@hooks.register("register_admin_menu_item")
def demo_mail_menu_item() -> MenuItem:
    return DemoMailMenuItem(_("Mails of the demo"), reverse_lazy("demo_mail:list"), icon_name="mail", order=9000)


class DemoMailMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return settings.DEMO
