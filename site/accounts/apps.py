from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("People")
    default = True

    def ready(self) -> None:
        from accounts import second_factor, signals  # noqa: F401


class StaffUsersConfig(WagtailUsersAppConfig):
    """Wagtail's users, edited with our forms."""

    user_viewset = "accounts.viewsets.user.StaffUserViewSet"
