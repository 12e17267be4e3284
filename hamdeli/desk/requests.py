"""The request of somebody who is signed in, for the type checker."""

from django.http import HttpRequest

from hamdeli.accounts.models import User


class Request(HttpRequest):
    """A request that passed the sign-in: its user is one of ours."""

    user: User
    htmx: bool
