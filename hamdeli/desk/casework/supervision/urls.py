"""Addresses of the pages of supervision."""

from django.urls import path

from hamdeli.desk.casework.supervision import checks, overviews

urlpatterns = [
    path("supervision/", overviews.supervision, name="supervision"),
    path("supervision/files/", overviews.supervised_files, name="supervised_files"),
    path("supervision/sample/", checks.sample, name="sample"),
    path("checks/", checks.check_list, name="checks"),
    path("checks/<int:pk>/", checks.check_page, name="check"),
    path("checks/<int:pk>/finding/", checks.check_finding, name="check_finding"),
    path("checks/<int:pk>/answer/", checks.check_answer, name="check_answer"),
    path("files/<str:code>/check/", checks.file_check, name="file_check"),
]
