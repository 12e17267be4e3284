"""Addresses of the pages about bulletins: reports whose sentences are filled from indicators."""

from django.urls import URLPattern, path

from hamdeli.desk.bulletins import lists, pages, steps

ONE = "bulletins/<str:code>"
urlpatterns: list[URLPattern] = [
    path("bulletins/", lists.bulletin_list, name="bulletins"),
    path("bulletins/export/", lists.bulletin_export, name="bulletins_export"),
    path("bulletins/new/", steps.bulletin_new, name="bulletin_new"),
    path(f"{ONE}/", pages.bulletin_page, name="bulletin"),
    path(f"{ONE}/paper/<str:language>/", pages.bulletin_paper, name="bulletin_paper"),
    path(f"{ONE}/filling/", steps.bulletin_filling, name="bulletin_filling"),
    path(f"{ONE}/choice/", steps.bulletin_choice, name="bulletin_choice"),
    path(f"{ONE}/release/", steps.bulletin_release, name="bulletin_release"),
    path(f"{ONE}/discarding/", steps.bulletin_discarding, name="bulletin_discarding"),
    path(f"{ONE}/correction/", steps.bulletin_correction, name="bulletin_correction"),
]
