"""Addresses of the pages about proposals."""

from django.urls import path

from hamdeli.desk.proposals import adjustments, approvals, centres, files, maps, overview, proposals

ONE = "proposals/<str:code>/"
urlpatterns = [
    path("proposals/", proposals.proposal_list, name="proposals"),
    path("proposals/new/", proposals.proposal_new, name="proposal_new"),
    path(ONE, overview.proposal_page, name="proposal"),
    path(f"{ONE}map/", maps.proposal_map, name="proposal_map"),
    path(f"{ONE}map.json", maps.proposal_map_data, name="proposal_map_data"),
    path(f"{ONE}centres/", centres.centre_list, name="proposal_centres"),
    path(f"{ONE}centres/export/", centres.centre_export, name="proposal_centre_export"),
    path(f"{ONE}centres/<str:centre>/", centres.centre_page, name="proposal_centre"),
    path(f"{ONE}files/", files.file_list, name="proposal_files"),
    path(f"{ONE}files/export/", files.file_export, name="proposal_file_export"),
    path(f"{ONE}files/<str:file>/", files.file_page, name="proposal_file"),
    path(f"{ONE}adjustments/", adjustments.adjustments, name="proposal_adjustments"),
    path(f"{ONE}adjustments/<int:number>/removal/", adjustments.adjustment_removal, name="proposal_adjustment_removal"),
    path(f"{ONE}run/", adjustments.proposal_run, name="proposal_run"),
    path(f"{ONE}approval/", approvals.approval, name="proposal_approval"),
]
