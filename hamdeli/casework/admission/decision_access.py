"""The doors to drafts, decisions and appeals, and who may write, approve and answer."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import scope
from hamdeli.casework.access import has_right
from hamdeli.casework.models import Appeal, CaseFile, Decision, DecisionDraft

READERS = (Right.DECIDE, Right.SUPERVISE)


def there(user: User, path: str) -> Q:
    """Return the condition on rows whose file `user` decides on or supervises; `path` leads to the file."""
    where = {"province": f"{path}__province", "county": f"{path}__county", "centre": f"{path}__centre__code"}
    return scope(user, Right.DECIDE, **where) | scope(user, Right.SUPERVISE, **where)


def visible_drafts(user: User) -> QuerySet[DecisionDraft]:
    """Return the drafts that `user` may read."""
    return DecisionDraft.objects.filter(there(user, "case_file"))


def visible_decisions(user: User) -> QuerySet[Decision]:
    """Return the decisions of the commission that `user` may read in a list."""
    return Decision.objects.filter(there(user, "case_file"), visit__isnull=True)


def visible_appeals(user: User) -> QuerySet[Appeal]:
    """Return the appeals that `user` may read."""
    return Appeal.objects.filter(there(user, "decision__case_file"))


def access_draft(user: User, pk: int, *rights: Right) -> DecisionDraft:
    """Return the draft; 404 for a stranger, 403 for a reader who has none of `rights` on its file."""
    rows = visible_drafts(user).select_related(
        "case_file__household", "case_file__centre", "case_file__county", "author", "ended_by", "appeal__decision"
    )
    draft = get_object_or_404(rows, pk=pk)
    require_one(user, draft.case_file, rights)
    return draft


def access_appeal(user: User, pk: int, *rights: Right) -> Appeal:
    """Return the appeal; 404 for a stranger, 403 for a reader who has none of `rights` on its file."""
    rows = visible_appeals(user).select_related(
        *("decision__case_file__household", "decision__case_file__centre", "decision__case_file__county"),
        *("decision__author", "decision__approver", "received_by", "answered_by"),
    )
    appeal = get_object_or_404(rows, pk=pk)
    require_one(user, appeal.decision.case_file, rights)
    return appeal


def require_one(user: User, case_file: CaseFile, rights: tuple[Right, ...]) -> None:
    """Raise 403 unless `user` has one of `rights` on the file."""
    if rights and not any(has_right(user, case_file, right) for right in rights):
        raise PermissionDenied
