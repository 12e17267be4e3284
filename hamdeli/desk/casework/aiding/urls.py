"""Addresses of the pages about aid."""

from django.urls import path

from hamdeli.desk.casework.aiding import aid_list, deliveries, door, file_aid, kinds, proposals

urlpatterns = [
    path("files/<str:code>/aid/", file_aid.file_aid, name="file_aid"),
    path("aid/", aid_list.aid_list, name="aid"),
    path("aid/export/", aid_list.aid_export, name="aid_export"),
    path("aid/<int:pk>/taking-back/", file_aid.taking_back, name="aid_taking_back"),
    path("aid/kinds/", kinds.aid_kinds, name="aid_kinds"),
    path("aid/kinds/<slug:code>/", kinds.aid_kind, name="aid_kind"),
    path("aid/proposals/", proposals.proposal_list, name="aid_proposals"),
    path("aid/proposals/export/", proposals.proposal_export, name="aid_proposals_export"),
    path("aid/proposals/<int:pk>/approval/", proposals.aid_approval, name="aid_approval"),
    path("aid/proposals/<int:pk>/refusal/", proposals.aid_refusal, name="aid_refusal"),
    path("aid/proposals/<int:pk>/withdrawal/", proposals.aid_withdrawal, name="aid_withdrawal"),
    path("aid/proposals/<int:pk>/payment/", proposals.aid_payment, name="aid_payment"),
    path("deliveries/", deliveries.delivery_list, name="deliveries"),
    path("deliveries/new/", deliveries.delivery_new, name="delivery_new"),
    path("deliveries/<int:pk>/", deliveries.delivery_page, name="delivery"),
    path("deliveries/<int:pk>/approval/", deliveries.delivery_approval, name="delivery_approval"),
    path("deliveries/<int:pk>/closure/", deliveries.delivery_closure, name="delivery_closure"),
    path("deliveries/<int:pk>/discarding/", deliveries.delivery_discarding, name="delivery_discarding"),
    path("deliveries/<int:pk>/sheet/", door.sheet, name="delivery_sheet"),
    path("deliveries/<int:pk>/door/", door.door, name="delivery_door"),
    path("deliveries/<int:pk>/check-ins/", door.check_ins, name="delivery_check_ins"),
]
