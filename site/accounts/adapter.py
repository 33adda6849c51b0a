from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from accounts.landing import landing


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up: the office enters people. After log-in everybody lands on their own pages."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return landing(request.user)
