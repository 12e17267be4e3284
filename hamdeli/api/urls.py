"""Addresses of the machine interface. They are open to everybody: they tell nothing about anybody."""

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, path

from hamdeli.api.health import api

patterns, app_name, namespace = api.urls
for pattern in patterns:
    if isinstance(pattern, URLPattern):
        login_not_required(pattern.callback)

urlpatterns = [path("", (patterns, app_name, namespace))]
