"""To whom a task goes that nobody chose an owner for."""

from datetime import datetime
from typing import Any

from hamdeli.accounts.models import Post, User
from hamdeli.accounts.roles import Right, Role
from hamdeli.casework.access import has_right
from hamdeli.casework.models import CaseFile


def owner_for(case_file: CaseFile, by: User, at: datetime) -> User:
    """Return who does what a screening asks for: the file's social worker while in office, else the head of the
    centre that carries the file, else the head of the county office, else whoever screened.
    """
    worker = case_file.worker
    if worker is not None and has_right(worker, case_file, Right.WORK):
        return worker
    return head_of_centre(case_file, at) or head_of_county(case_file, at) or by


def brings_to_authority(case_file: CaseFile, by: User, at: datetime) -> User:
    """Return who brings a matter to the competent authority: the head of the county office, else its supervisor,
    else whoever wrote it down.
    """
    return head_of_county(case_file, at) or holder(Role.SUPERVISOR, at, place=case_file.county_id) or by


def head_of_centre(case_file: CaseFile, at: datetime) -> User | None:
    """Return the head of the centre that carries the file."""
    return holder(Role.CENTRE_HEAD, at, centre_code=case_file.centre.code) if case_file.centre else None


def head_of_county(case_file: CaseFile, at: datetime) -> User | None:
    """Return the head of the office of the file's county."""
    return holder(Role.COUNTY_HEAD, at, place=case_file.county_id)


def holder(role: Role, at: datetime, **where: Any) -> User | None:
    """Return who has held a post the longest of those who hold it at that moment."""
    post = Post.objects.held_at(at).filter(role=role, **where).select_related("user").order_by("since", "pk").first()
    return post.user if post else None
