"""Addresses of the staff pages."""

from django.urls import URLPattern, path

from hamdeli.desk import figures, first_page, showcase
from hamdeli.desk.accounts import urls as accounts
from hamdeli.desk.casework import urls as casework
from hamdeli.desk.centres import urls as centres
from hamdeli.desk.delegation import urls as delegation
from hamdeli.desk.demo import urls as demo
from hamdeli.desk.imports import urls as imports
from hamdeli.desk.jobs import urls as jobs
from hamdeli.desk.journal import urls as journal
from hamdeli.desk.phone import urls as phone
from hamdeli.desk.proposals import urls as proposals
from hamdeli.desk.questionnaires import urls as questionnaires
from hamdeli.desk.volunteers import urls as volunteers

app_name = "desk"
urlpatterns: list[URLPattern] = [
    path("", first_page.first_page, name="first_page"),
    path("figures/", figures.definitions, name="definitions"),
    path("showcase/", showcase.showcase, name="showcase"),
    path("showcase/map.geojson", showcase.showcase_map, name="showcase_map"),
    *centres.urlpatterns,
    *casework.urlpatterns,
    *delegation.urlpatterns,
    *proposals.urlpatterns,
    *questionnaires.urlpatterns,
    *volunteers.urlpatterns,
    *imports.urlpatterns,
    *jobs.urlpatterns,
    *accounts.urlpatterns,
    *journal.urlpatterns,
    *phone.urlpatterns,
    *demo.urlpatterns,
]
