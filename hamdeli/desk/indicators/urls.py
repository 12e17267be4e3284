"""Addresses of the pages about indicators: the catalogue, the dashboards and their exports."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
