"""Addresses of the pages about jobs."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
