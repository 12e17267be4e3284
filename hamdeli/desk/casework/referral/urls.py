"""Addresses of the pages about referrals."""

from django.urls import path

from hamdeli.desk.casework.referral import entering, lists, pages

urlpatterns = [
    path("referrals/", lists.referral_list, name="referrals"),
    path("referrals/export/", lists.referral_export, name="referrals_export"),
    path("referrals/new/", entering.referral_new, name="referral_new"),
    path("referrals/<str:receipt>/", pages.referral_page, name="referral"),
    path("referrals/<str:receipt>/file/", pages.referral_file, name="referral_file"),
    path("referrals/<str:receipt>/known/", pages.referral_link, name="referral_link"),
    path("referrals/<str:receipt>/end/", pages.referral_drop, name="referral_drop"),
]
