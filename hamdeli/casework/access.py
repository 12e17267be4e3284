"""The door to case files."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import reaches
from hamdeli.casework.models import CaseFile


def access_case_file(user: User, code: str, right: Right = Right.SEE_FILES) -> CaseFile:
    """Return the file with its household; 404 for a stranger, 403 for a reader without `right` on it."""
    files = CaseFile.objects.visible_to(user).select_related("household", "province", "county", "centre")
    case_file = get_object_or_404(files, code=code)
    if not has_right(user, case_file, right):
        raise PermissionDenied
    return case_file


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
