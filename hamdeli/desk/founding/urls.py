"""Addresses of the pages about the founding of centres: applications, checks, approvals."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
