"""Addresses of the machine interface."""

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern

from hamdeli.api.health import api

urlpatterns: list[URLPattern] = [pattern for pattern in api.urls[0] if isinstance(pattern, URLPattern)]
for pattern in urlpatterns:
    login_not_required(pattern.callback)
