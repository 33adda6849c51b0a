from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TechnicianConfig(AppConfig):
    name = "technician"
    verbose_name = _("Field work")
