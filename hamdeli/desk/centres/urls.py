"""Addresses of the pages about centres."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
