"""Addresses of the staff pages."""

from django.urls import URLPattern, path

from hamdeli.desk import figures, first_page, showcase
from hamdeli.desk.accounts import urls as accounts
from hamdeli.desk.boards import urls as boards
from hamdeli.desk.bulletins import urls as bulletins
from hamdeli.desk.casework import urls as casework
from hamdeli.desk.centres import urls as centres
from hamdeli.desk.coverage import urls as coverage
from hamdeli.desk.delegation import urls as delegation
from hamdeli.desk.demo import urls as demo
from hamdeli.desk.founding import urls as founding
from hamdeli.desk.imports import urls as imports
from hamdeli.desk.indicators import urls as indicators
from hamdeli.desk.inspections import urls as inspections
from hamdeli.desk.jobs import urls as jobs
from hamdeli.desk.journal import urls as journal
from hamdeli.desk.licensing import urls as licensing
from hamdeli.desk.phone import urls as phone
from hamdeli.desk.proposals import urls as proposals
from hamdeli.desk.questionnaires import urls as questionnaires
from hamdeli.desk.specialities import urls as specialities
from hamdeli.desk.support import urls as support
from hamdeli.desk.volunteers import urls as volunteers

app_name = "desk"
urlpatterns: list[URLPattern] = [
    path("", first_page.first_page, name="first_page"),
    path("figures/", figures.definitions, name="definitions"),
    path("showcase/", showcase.showcase, name="showcase"),
    path("showcase/map.geojson", showcase.showcase_map, name="showcase_map"),
    *centres.urlpatterns,
    *founding.urlpatterns,
    *licensing.urlpatterns,
    *boards.urlpatterns,
    *inspections.urlpatterns,
    *support.urlpatterns,
    *coverage.urlpatterns,
    *indicators.urlpatterns,
    *bulletins.urlpatterns,
    *specialities.urlpatterns,
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
