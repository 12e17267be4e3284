"""How the account library behaves here: nobody signs up; users are made by those who appoint."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from hamdeli.accounts.whence import client_address


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Closes sign-up, and trusts no proxy but ours."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say no."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address by which floods are slowed down and sessions shown."""
        return client_address(request)
