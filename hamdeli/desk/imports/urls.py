"""Addresses of the pages about imports."""

from django.urls import path

from hamdeli.desk.imports import imports, storing, templates, uploads

urlpatterns = [
    path("imports/", imports.import_list, name="imports"),
    path("imports/<int:pk>/", imports.import_page, name="import"),
    path("imports/<int:pk>/storing/", storing.storing, name="import_storing"),
    path("imports/<str:kind>/", uploads.upload, name="import_upload"),
    path("imports/<str:kind>/template/", templates.template, name="import_template"),
]
