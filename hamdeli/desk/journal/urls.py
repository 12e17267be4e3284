"""Addresses of the pages about the journal."""

from django.urls import path

from hamdeli.desk.journal import entries

urlpatterns = [
    path("journal/", entries.entry_list, name="journal"),
    path("journal/proof/", entries.proof, name="journal_proof"),
    path("journal/head.txt", entries.head, name="journal_head"),
    path("journal/<int:number>/", entries.entry_page, name="journal_entry"),
]
