"""Addresses of the pages about coverage: where families have nobody, and where the next centre should open."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
