"""Addresses of the pages about journal."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
