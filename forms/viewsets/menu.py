from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSetGroup

from forms.viewsets.form_page import form_pages
from forms.viewsets.qr_code import qr_codes
from forms.viewsets.stopped import stopped_posts


class IntakeGroup(ViewSetGroup):
    """How cases come in."""

    menu_label = _("Intake")
    menu_name = "intake"
    menu_icon = "download"
    menu_order = 300
    items = (form_pages, qr_codes, stopped_posts)
