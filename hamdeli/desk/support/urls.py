"""Addresses of the pages about help for centres: requests, courses, announcements, knowledge."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
