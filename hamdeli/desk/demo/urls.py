"""Addresses of the demonstration. They answer 404 to everybody unless `opening.require_demonstration` lets them."""

from django.urls import URLPattern, path

from hamdeli.desk.demo import sign_in

urlpatterns: list[URLPattern] = [
    path("demo/", sign_in.demo, name="demo"),
    path("demo/family/", sign_in.demo_family, name="demo_family"),
    path("demo/session/", sign_in.demo_session, name="demo_session"),
]
