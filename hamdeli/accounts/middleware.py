"""What every request of a signed-in user passes."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

Answer = Callable[[HttpRequest], HttpResponse]
OPEN_TO_ALL = ("/account/", "/language/", "/static/", "/api/health", "/demo/")
BRINGS_ONLY = ("/phone/session/", "/phone/forms/")
"""Where a phone brings the forms of somebody whose post ended while they waited; nothing is told there."""


class PostsMiddleware:
    """Someone who holds no post now sees nothing but their own account."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the page that says so, or go on."""
        user = request.user
        if user.is_authenticated and not request.path.startswith((*OPEN_TO_ALL, *BRINGS_ONLY)) and not user.posts_now:
            return render(request, "account/no_post.html", status=403)
        return self.get_response(request)


class SecondFactorMiddleware:
    """Nobody works without a second factor, except in the demonstration."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Lead a user without a second factor to the page that sets one up."""
        user = request.user
        exempt = not settings.REQUIRE_SECOND_FACTOR or request.path.startswith(OPEN_TO_ALL)
        if user.is_authenticated and not exempt and not is_mfa_enabled(user):
            return redirect("mfa_index")
        return self.get_response(request)
