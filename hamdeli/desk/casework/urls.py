"""Addresses of the pages about casework."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
