"""Addresses of the pages about scores."""

from django.urls import path

from hamdeli.desk.casework.scoring import scores, tables, waiting_list

urlpatterns = [
    path("files/<str:code>/score/", scores.file_score, name="file_score"),
    path("files/<str:code>/score/order/", scores.file_order, name="file_order"),
    path("files/<str:code>/hardships/", scores.file_hardships, name="file_hardships"),
    path("waiting-list/", waiting_list.waiting_list, name="waiting_list"),
    path("waiting-list/export/", waiting_list.waiting_export, name="waiting_export"),
    path("score-tables/", tables.score_tables, name="score_tables"),
    path("score-tables/new/", tables.new_table, name="new_score_table"),
    path("score-tables/<int:number>/", tables.score_table, name="score_table"),
    path("score-tables/<int:number>/table.json", tables.score_table_file, name="score_table_file"),
]
