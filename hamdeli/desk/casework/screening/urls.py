"""Addresses of the pages about screening, restricted sections and counselling."""

from django.urls import path

from hamdeli.desk.casework.screening import counselling, entering, history, opening, restricted

urlpatterns = [
    path("files/<str:code>/screening/", history.file_screening, name="file_screening"),
    path("files/<str:code>/screening/new/", entering.screening_new, name="screening_new"),
    path("files/<str:code>/screening/<int:pk>/", opening.screening_page, name="screening"),
    path("files/<str:code>/screening/<int:pk>/opening/", opening.screening_opening, name="screening_opening"),
    path("files/<str:code>/restricted/new/", restricted.restricted_new, name="restricted_new"),
    path("files/<str:code>/restricted/<int:pk>/opening/", opening.restricted_opening, name="restricted_opening"),
    path(
        "files/<str:code>/restricted/<int:pk>/authority/", restricted.restricted_authority, name="restricted_authority"
    ),
    path("restricted/", restricted.restricted_list, name="restricted"),
    path("counselling/", counselling.counselling_list, name="counselling_list"),
    path("counselling/export/", counselling.counselling_export, name="counselling_export"),
    path("counselling/new/", counselling.counselling_new, name="counselling_new"),
    path("counselling/<int:pk>/", counselling.counselling_page, name="counselling"),
    path("counselling/<int:pk>/opening/", counselling.counselling_opening, name="counselling_opening"),
]
