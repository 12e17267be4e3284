"""Addresses of the pages about bulletins: reports whose sentences are filled from indicators."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
