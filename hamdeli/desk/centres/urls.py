"""Addresses of the pages about centres."""

from django.urls import path

from hamdeli.desk.centres import centres, descriptions, maps

urlpatterns = [
    path("centres/", centres.centre_list, name="centres"),
    path("centres/export/", centres.centre_export, name="centre_export"),
    path("centres/map.json", maps.centre_map, name="centre_map"),
    path("centres/<str:code>/", centres.centre_page, name="centre"),
    path("centres/<str:code>/description/", descriptions.description, name="centre_description"),
]
