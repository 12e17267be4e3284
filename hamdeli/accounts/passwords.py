"""Changing one's own password."""

from allauth.account import views
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render


def own_password(request: HttpRequest) -> HttpResponseBase:
    """Show the library's form, or say that this account has no password: nobody gives one to oneself here."""
    user = request.user
    if user.is_authenticated and not user.has_usable_password():
        return render(request, "account/no_password.html")
    answer: HttpResponseBase = views.password_change(request)
    return answer
