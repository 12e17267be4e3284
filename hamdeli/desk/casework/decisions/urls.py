"""Addresses of the pages about decisions and appeals."""

from django.urls import path

from hamdeli.desk.casework.decisions import appeals, drafts, file_decisions

urlpatterns = [
    path("files/<str:code>/decision/", file_decisions.file_decision, name="file_decision"),
    path("files/<str:code>/appeal/", file_decisions.file_appeal, name="file_appeal"),
    path("decisions/", drafts.decision_list, name="decisions"),
    path("decisions/export/", drafts.decisions_export, name="decisions_export"),
    path("decisions/<int:pk>/", drafts.decision_page, name="decision"),
    path("decisions/<int:pk>/approval/", drafts.decision_approval, name="decision_approval"),
    path("decisions/<int:pk>/returning/", drafts.decision_returning, name="decision_returning"),
    path("decisions/<int:pk>/withdrawal/", drafts.decision_withdrawal, name="decision_withdrawal"),
    path("appeals/", appeals.appeal_list, name="appeals"),
    path("appeals/<int:pk>/", appeals.appeal_page, name="appeal"),
    path("appeals/<int:pk>/answer/", appeals.appeal_answer, name="appeal_answer"),
    path("appeals/<int:pk>/decision/", appeals.appeal_decision, name="appeal_decision"),
]
