"""Addresses of the pages about inspections, findings, grades, ranking and warnings."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
