"""Addresses of the pages about the life of a centre: boards, papers, hours, monthly returns."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
