"""Addresses of the pages about specialities: unserved demand, conversions, twins, results."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
