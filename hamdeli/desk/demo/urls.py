"""Addresses of the pages about demo."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
