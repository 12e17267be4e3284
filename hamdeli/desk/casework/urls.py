"""Addresses of the pages about case files."""

from django.urls import path

from hamdeli.desk.casework import descriptions, files, identities, looks
from hamdeli.desk.casework.admission import urls as admission
from hamdeli.desk.casework.aiding import urls as aiding
from hamdeli.desk.casework.daily import urls as daily
from hamdeli.desk.casework.decisions import urls as decisions
from hamdeli.desk.casework.exits import urls as exits
from hamdeli.desk.casework.helping import urls as helping
from hamdeli.desk.casework.onward import urls as onward
from hamdeli.desk.casework.planning import urls as planning
from hamdeli.desk.casework.referral import urls as referral
from hamdeli.desk.casework.scoring import urls as scoring
from hamdeli.desk.casework.screening import urls as screening
from hamdeli.desk.casework.supervision import urls as supervision
from hamdeli.desk.casework.visiting import urls as visiting

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
    *visiting.urlpatterns,
    *helping.urlpatterns,
    *screening.urlpatterns,
    *planning.urlpatterns,
    *exits.urlpatterns,
    *scoring.urlpatterns,
    *decisions.urlpatterns,
    *supervision.urlpatterns,
    *aiding.urlpatterns,
    *onward.urlpatterns,
]
