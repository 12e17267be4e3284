"""Addresses of the pages about volunteers."""

from django.urls import path

from hamdeli.desk.volunteers import helping, hours, lists, mine, pages, steps

ONE = "volunteers/<int:pk>"
urlpatterns = [
    path("volunteers/", lists.volunteer_list, name="volunteers"),
    path("volunteers/export/", lists.volunteers_export, name="volunteers_export"),
    path("volunteers/new/", pages.volunteer_new, name="volunteer_new"),
    path("supervised-volunteers/", lists.supervised_volunteers, name="supervised_volunteers"),
    path(f"{ONE}/", pages.volunteer_page, name="volunteer"),
    path(f"{ONE}/details/", pages.volunteer_details, name="volunteer_details"),
    path(f"{ONE}/vetting/", steps.volunteer_vetting, name="volunteer_vetting"),
    path(f"{ONE}/refusal/", steps.volunteer_refusal, name="volunteer_refusal"),
    path(f"{ONE}/training/", steps.volunteer_training, name="volunteer_training"),
    path(f"{ONE}/grade/", steps.volunteer_grade, name="volunteer_grade"),
    path(f"{ONE}/activation/", helping.volunteer_activation, name="volunteer_activation"),
    path(f"{ONE}/terms/", helping.volunteer_terms, name="volunteer_terms"),
    path(f"{ONE}/leaving/", helping.volunteer_leaving, name="volunteer_leaving"),
    path(f"{ONE}/hours/", hours.volunteer_hours, name="volunteer_hours"),
    path(f"{ONE}/hours/confirmation/", hours.hours_confirmation, name="hours_confirmation"),
    path(f"{ONE}/certificate/", hours.volunteer_certificate, name="volunteer_certificate"),
    path("hours/<int:pk>/taking-back/", hours.hours_taking_back, name="hours_taking_back"),
    path("certificates/<int:pk>/", pages.certificate_pdf, name="certificate"),
    path("my-help/", mine.my_help, name="my_help"),
    path("my-help/hours/", mine.my_hours, name="my_hours"),
]
