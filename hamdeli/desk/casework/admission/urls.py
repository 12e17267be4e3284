"""Addresses of the pages about admission, household and documents."""

from django.urls import path

from hamdeli.desk.casework.admission import documents, households, members, ways

urlpatterns = [
    path("files/<str:code>/admission/", ways.admission, name="file_admission"),
    path("files/<str:code>/admission/<str:step>/", ways.admission_step, name="file_admission_step"),
    path("files/<str:code>/household/", households.household, name="file_household"),
    path("files/<str:code>/household/home/", households.home, name="file_home"),
    path("files/<str:code>/household/members/new/", members.member_new, name="file_member_new"),
    path("files/<str:code>/household/members/<int:pk>/", members.member, name="file_member"),
    path("files/<str:code>/household/members/<int:pk>/leaving/", members.member_leaving, name="file_member_leaving"),
    path("files/<str:code>/documents/", documents.documents, name="file_documents"),
    path("files/<str:code>/documents/<int:pk>/", documents.document, name="file_document"),
    path("files/<str:code>/documents/<int:pk>/mark/", documents.document_mark, name="file_document_mark"),
]
