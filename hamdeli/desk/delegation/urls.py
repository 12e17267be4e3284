"""Addresses of the pages about delegation."""

from django.urls import path

from hamdeli.desk.delegation import answers, endings, handovers, inbox, notices, panels, transfers, undoings

urlpatterns = [
    path("handed-over/", inbox.inbox, name="handed_over"),
    path("handed-over/export/", inbox.inbox_export, name="handed_over_export"),
    path("handed-over/acceptance/", answers.acceptance, name="acceptance"),
    path("handed-over/refusal/reason/", answers.refusal_reason, name="refusal_reason"),
    path("handed-over/refusal/", answers.refusal, name="refusal"),
    path("files/<str:code>/mandates/", panels.file_mandates, name="file_mandates"),
    path("mandates/<int:pk>/return/", endings.mandate_return, name="mandate_return"),
    path("mandates/<int:pk>/recall/", endings.mandate_recall, name="mandate_recall"),
    path("mandates/<int:pk>/transfer/", transfers.mandate_transfer, name="mandate_transfer"),
    path("mandates/<int:pk>/transfer/centres/", transfers.transfer_centres, name="transfer_centres"),
    path("mandates/<int:pk>/undoing/", undoings.mandate_undoing, name="mandate_undoing"),
    path("handovers/", handovers.handover_list, name="handovers"),
    path("handovers/export/", handovers.handovers_export, name="handovers_export"),
    path("handovers/<str:code>/", handovers.handover_page, name="handover"),
    path("handovers/<str:code>/files/", handovers.handover_files, name="handover_files"),
    path("handovers/<str:code>/files/export/", handovers.handover_export, name="handover_export"),
    path("handovers/<str:code>/undoing/", undoings.handover_undoing, name="handover_undoing"),
    path("notices/", notices.notice_list, name="notices"),
    path("notices/export/", notices.notices_export, name="notices_export"),
    path("notices/reading/", notices.reading, name="notices_reading"),
]
