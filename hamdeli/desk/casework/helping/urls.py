"""Addresses of the pages about which volunteer helps with which family."""

from django.urls import path

from hamdeli.desk.casework.helping import matches

ONE = "files/<str:code>/volunteers"
urlpatterns = [
    path(f"{ONE}/", matches.file_volunteers, name="file_volunteers"),
    path(f"{ONE}/choice/", matches.file_volunteer_choice, name="file_volunteer_choice"),
    path(f"{ONE}/end/", matches.file_volunteer_end, name="file_volunteer_end"),
]
