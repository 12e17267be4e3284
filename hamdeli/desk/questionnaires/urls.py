"""Addresses of the pages about questionnaires."""

from django.urls import path

from hamdeli.desk.questionnaires import acts, lists, pages, parts

urlpatterns = [
    path("questionnaires/", lists.questionnaire_list, name="questionnaires"),
    path("questionnaires/export/", lists.questionnaire_export, name="questionnaires_export"),
    path("questionnaires/new/", lists.questionnaire_new, name="questionnaire_new"),
    path("questionnaires/<int:pk>/", pages.questionnaire_page, name="questionnaire"),
    path("questionnaires/<int:pk>/title/", acts.title, name="questionnaire_title"),
    path("questionnaires/<int:pk>/parts/<str:part>/<str:code>/", parts.part, name="questionnaire_part"),
    path("questionnaires/<int:pk>/moves/", parts.part_move, name="questionnaire_move"),
    path("questionnaires/<int:pk>/removals/", parts.part_removal, name="questionnaire_removal"),
    path("questionnaires/<int:pk>/trial/", pages.trial, name="questionnaire_trial"),
    path("questionnaires/<int:pk>/editions/", acts.publishing, name="questionnaire_publishing"),
    path("questionnaires/<int:pk>/editions/<int:number>/", pages.edition, name="questionnaire_edition"),
    path("questionnaires/<int:pk>/retirement/", acts.retirement, name="questionnaire_retirement"),
    path("questionnaires/<int:pk>/copy/", acts.copying, name="questionnaire_copy"),
]
