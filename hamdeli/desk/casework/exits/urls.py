"""Addresses of the pages about exits."""

from django.urls import path

from hamdeli.desk.casework.exits import figures, looks, pages

urlpatterns = [
    path("files/<str:code>/exit/", pages.file_exit, name="file_exit"),
    path("files/<str:code>/exit/closing/", pages.file_closing, name="file_closing"),
    path("exits/<int:pk>/reopening/", pages.exit_reopening, name="exit_reopening"),
    path("follow-ups/", looks.look_list, name="follow_ups"),
    path("follow-ups/export/", looks.looks_export, name="follow_ups_export"),
    path("follow-ups/<int:pk>/", looks.look_page, name="follow_up"),
    path("centres/<str:code>/exits/", figures.centre_exits, name="centre_exits"),
]
