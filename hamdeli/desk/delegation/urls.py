"""Addresses of the pages about delegation."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
