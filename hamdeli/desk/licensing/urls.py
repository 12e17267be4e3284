"""Addresses of the pages about licences: what was given, suspended, ended, revoked, and appeals."""

from django.urls import URLPattern, path

from hamdeli.desk.licensing import checking, deeds, lists, measures, pages

ONE = "centres/<str:code>/licence"
MEASURE = "licences/measures/<int:pk>"

urlpatterns: list[URLPattern] = [
    path("licences/", lists.licence_list, name="licences"),
    path("licences/export/", lists.licence_export, name="licences_export"),
    path("licences/appeals/", lists.appeal_list, name="licence_appeals"),
    path("licences/appeals/export/", lists.appeal_export, name="licence_appeals_export"),
    path("licences/appeals/<int:pk>/", measures.appeal_decision, name="licence_appeal"),
    path("licences/papers/<int:pk>/", checking.licence_print, name="licence_print"),
    path(f"{MEASURE}/decision/", measures.decision, name="licence_measure_decision"),
    path(f"{MEASURE}/dismissal/", measures.dismissal, name="licence_measure_dismissal"),
    path(f"{MEASURE}/withdrawal/", measures.withdrawal, name="licence_measure_withdrawal"),
    path(f"{MEASURE}/lifting/", measures.lifting, name="licence_measure_lifting"),
    path(f"{MEASURE}/effect/", measures.effect, name="licence_measure_effect"),
    path(f"{MEASURE}/appeal/", measures.appeal_new, name="licence_appeal_new"),
    path("licences/<str:token>/", checking.licence_check, name="licence_check"),
    path(f"{ONE}/", pages.licence_page, name="licence"),
    path(f"{ONE}/giving/", deeds.giving, name="licence_giving"),
    path(f"{ONE}/renewal/", deeds.renewal, name="licence_renewal"),
    path(f"{ONE}/renewal-request/", deeds.renewal_request, name="licence_renewal_request"),
    path(f"{ONE}/measure/", deeds.measure_new, name="licence_measure_new"),
    path(f"{ONE}/transfer/", measures.transfer, name="licence_transfer"),
]
