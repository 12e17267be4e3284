"""Addresses of the pages about specialities: unserved demand, conversions, twins, results."""

from django.urls import URLPattern, path

from hamdeli.desk.specialities import conversions, deciding, demand, results, twins

ONE = "specialities/conversions/<int:pk>"
urlpatterns: list[URLPattern] = [
    path("specialities/", demand.speciality_demand, name="specialities"),
    path("specialities/export/", demand.speciality_export, name="specialities_export"),
    path("specialities/results/", results.speciality_results, name="speciality_results"),
    path("specialities/results/export/", results.results_export, name="speciality_results_export"),
    path("specialities/conversions/", conversions.conversion_list, name="conversions"),
    path("specialities/conversions/export/", conversions.conversion_export, name="conversions_export"),
    path("specialities/conversions/new/", deciding.conversion_new, name="conversion_new"),
    path(f"{ONE}/", conversions.conversion_page, name="conversion"),
    path(f"{ONE}/approval/", deciding.conversion_approval, name="conversion_approval"),
    path(f"{ONE}/refusal/", deciding.conversion_refusal, name="conversion_refusal"),
    path(f"{ONE}/withdrawal/", deciding.conversion_withdrawal, name="conversion_withdrawal"),
    path("twins/", twins.twin_list, name="twins"),
    path("twins/export/", twins.twin_export, name="twins_export"),
    path("twins/new/", twins.twin_new, name="twin_new"),
    path("twins/ceiling/", twins.twin_ceiling, name="twin_ceiling"),
    path("twins/<int:pk>/", twins.twin_page, name="twin"),
    path("twins/<int:pk>/end/", twins.twin_end, name="twin_end"),
]
