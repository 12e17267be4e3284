"""Addresses of the machine interface. They are open to everybody: they tell nothing about anybody."""

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, path

from hamdeli.api.health import api

ninja = api.urls
for pattern in ninja[0]:
    if isinstance(pattern, URLPattern):
        login_not_required(pattern.callback)

urlpatterns = [path("", ninja)]
