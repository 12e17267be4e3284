"""Addresses of the pages about the life of a centre: boards, papers, hours, monthly returns."""

from django.urls import path

from hamdeli.desk.boards import accounts, boards, hours, lists, overview, papers, returns, returns_list, rooms

OF_CENTRE = "centres/<str:code>/"

urlpatterns = [
    path("my-centre/", rooms.my_centre, name="my_centre"),
    path("life/", returns_list.returns, name="returns"),
    path("life/export/", returns_list.returns_export, name="returns_export"),
    path("life/papers/", lists.papers_due, name="papers_due"),
    path("life/papers/export/", lists.papers_due_export, name="papers_due_export"),
    path("life/boards/", lists.boards_due, name="boards_due"),
    path("life/boards/export/", lists.boards_due_export, name="boards_due_export"),
    path("life/accounts/", lists.accounts_list, name="bank_accounts"),
    path("life/accounts/export/", lists.accounts_export, name="bank_accounts_export"),
    path(f"{OF_CENTRE}life/", overview.centre_life, name="centre_life"),
    path(f"{OF_CENTRE}life/activity/", overview.centre_activity, name="centre_activity"),
    path(f"{OF_CENTRE}life/activity/lifting/", overview.centre_activity_lifting, name="centre_activity_lifting"),
    path(f"{OF_CENTRE}boards/", boards.centre_boards, name="centre_boards"),
    path(f"{OF_CENTRE}boards/<slug:body>/election/", boards.centre_election, name="centre_election"),
    path(f"{OF_CENTRE}boards/<slug:body>/change/", boards.centre_board_change, name="centre_board_change"),
    path(f"{OF_CENTRE}account/", accounts.centre_account, name="centre_account"),
    path(f"{OF_CENTRE}account/new/", accounts.centre_account_new, name="centre_account_new"),
    path(f"{OF_CENTRE}account/confirmation/", accounts.centre_account_confirmation, name="centre_account_confirmation"),
    path(f"{OF_CENTRE}account/refusal/", accounts.centre_account_refusal, name="centre_account_refusal"),
    path(f"{OF_CENTRE}hours/", hours.centre_hours, name="centre_hours"),
    path(f"{OF_CENTRE}hours/change/", hours.centre_hours_change, name="centre_hours_change"),
    path(f"{OF_CENTRE}hours/capacities/", hours.centre_capacities, name="centre_capacities"),
    path(f"{OF_CENTRE}papers/", papers.centre_papers, name="centre_papers"),
    path(f"{OF_CENTRE}papers/new/", papers.centre_paper_new, name="centre_paper_new"),
    path(f"{OF_CENTRE}papers/<int:pk>/", papers.centre_paper, name="centre_paper"),
    path(f"{OF_CENTRE}papers/<int:pk>/withdrawal/", papers.centre_paper_withdrawal, name="centre_paper_withdrawal"),
    path(f"{OF_CENTRE}returns/", returns.centre_returns, name="centre_returns"),
    path(f"{OF_CENTRE}returns/<str:month>/", returns.centre_return, name="centre_return"),
    path(f"{OF_CENTRE}returns/<str:month>/form/", returns.centre_return_form, name="centre_return_form"),
]
