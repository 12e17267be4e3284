"""Addresses of the pages about case files."""

from django.urls import path

from hamdeli.desk.casework import descriptions, files, identities, looks
from hamdeli.desk.casework.admission import urls as admission
from hamdeli.desk.casework.daily import urls as daily
from hamdeli.desk.casework.referral import urls as referral

urlpatterns = [
    path("files/", files.file_list, name="files"),
    path("files/export/", files.file_export, name="file_export"),
    path("files/<str:code>/", files.file_page, name="file"),
    path("files/<str:code>/description/", descriptions.description, name="file_description"),
    path("files/<str:code>/looks/", looks.file_looks, name="file_looks"),
    path("files/<str:code>/identity/", identities.identity, name="file_identity"),
    *daily.urlpatterns,
    *referral.urlpatterns,
    *admission.urlpatterns,
]
