"""Addresses of the pages about licences: what was given, suspended, ended, revoked, and appeals."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
