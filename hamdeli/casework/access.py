"""The door to case files."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import get_object_or_404

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import reaches, scope
from hamdeli.casework.models import CaseFile


def access_case_file(user: User, code: str, right: Right = Right.SEE_FILES) -> CaseFile:
    """Return the file with its household; 404 for a stranger, 403 for a reader without `right` on it."""
    files = CaseFile.objects.visible_to(user).select_related("household", "province", "county", "centre")
    case_file = get_object_or_404(files, code=code)
    if not has_right(user, case_file, right):
        raise PermissionDenied
    return case_file


def access_family(user: User, code: str, *rights: Right, also: Right = Right.SEE_FILES) -> CaseFile:
    """Return the file like `access_case_file`, for who may know the family and has one of `rights`, if any is named.

    403 for other readers of the file, and for those without the right `also`.
    """
    case_file = access_case_file(user, code, also)
    if not may_know(user, case_file) or (rights and not has_any(user, case_file, rights)):
        raise PermissionDenied
    return case_file


def has_any(user: User, case_file: CaseFile, rights: Iterable[Right]) -> bool:
    """Say whether `user` has one of `rights` on `case_file` now."""
    return any(has_right(user, case_file, right) for right in rights)


def has_right(user: User, case_file: CaseFile, right: Right) -> bool:
    """Say whether `user` has `right` on `case_file` now."""
    return reaches(user, right, **where_is(case_file))


def where_is(case_file: CaseFile) -> dict[str, Any]:
    """Return what `accounts.scopes` asks about a file."""
    return {
        "province_id": case_file.province_id,
        "county_id": case_file.county_id,
        "centre_code": case_file.centre.code if case_file.centre else None,
        "aide_id": case_file.aide_id,
    }


def may_know(user: User, case_file: CaseFile) -> bool:
    """Say whether `user`, who sees `case_file`, may learn who the family is: of a discreet one only a few may."""
    if not case_file.discreet or user.pk in (case_file.keeper_id, case_file.worker_id, case_file.aide_id):
        return True
    return has_right(user, case_file, Right.SEE_DISCREET)


def knowable(user: User, path: str = "") -> Q:
    """Return the condition of `may_know` on rows; `path` leads from the row to its file, as in `case_file__`."""
    few = Q()
    for person in ("keeper", "worker", "aide"):
        few |= Q(**{f"{path}{person}": user.pk})
    where = {name: f"{path}{name}" for name in ("province", "county")}
    there = scope(user, Right.SEE_DISCREET, centre=f"{path}centre__code", **where)
    return Q(**{f"{path}discreet": False}) | few | there
