from typing import Any

from django.apps import AppConfig, apps
from django.core.management import call_command
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


def make_cache_table(using: str, **kwargs: Any) -> None:
    """Makes the table of the database cache when it is in use and not there yet."""
    call_command("createcachetable", database=using, verbosity=0)


class ServaConfig(AppConfig):
    name = "serva"
    verbose_name = _("Serva")

    def ready(self) -> None:
        from serva import checks, lookups  # noqa: F401
        from serva.push import log_out  # noqa: F401

        lookups.register()
        # Django signals once per app that has models, and serva has none.
        post_migrate.connect(make_cache_table, sender=apps.get_app_config("accounts"))
