"""The kinds of lists that can be brought in: what they are called, who may bring them, and their columns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.access import require_right
from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.casework.columns import file_columns
from hamdeli.centres.columns import centre_columns
from hamdeli.centres.neighbourhoods.columns import neighbourhood_columns
from hamdeli.jobs.access import visible_jobs
from hamdeli.jobs.models import Job
from hamdeli.sheets.columns import Column

PREVIEW, STORE, UPLOAD = "list_preview", "list_store", "upload"


@dataclass(frozen=True)
class Kind:
    """One kind of list. `shown` are the columns of its preview, `identities` those that name a person."""

    name: str
    label: Any
    about: Any
    icon: str
    right: Right
    make_columns: Callable[[date], Sequence[Column]]
    shown: tuple[str, ...]
    page: str
    identities: frozenset[str] = frozenset()

    @property
    def columns(self) -> Sequence[Column]:
        """The columns as of today."""
        return self.make_columns(timezone.localdate())


KINDS = {
    "centres": Kind(
        "centres",
        _("List of centres"),
        _("The registry of centres: kinds, specialities, places and licences."),
        "building-community",
        Right.CHANGE_CENTRES,
        centre_columns,
        ("name", "county", "kind", "specialities", "capacity", "licence"),
        "desk:centres",
    ),
    "neighbourhoods": Kind(
        "neighbourhoods",
        _("List of neighbourhoods"),
        _("The neighbourhoods of the towns: where each lies, and how many people live there."),
        "map-pin",
        Right.CHANGE_CENTRES,
        neighbourhood_columns,
        ("name", "county", "city", "population"),
        "desk:neighbourhoods",
    ),
    "files": Kind(
        "files",
        _("List of case files"),
        _("Case files with their families, and the centre that carries each today."),
        "folder",
        Right.CHANGE_FILES,
        file_columns,
        ("county", "need", "carried_by", "priority", "members"),
        "desk:files",
        frozenset({"given_name", "family_name", "national_code", "birth_date", "sex"}),
    ),
}
RIGHTS = tuple(kind.right for kind in KINDS.values())


def open_kinds(user: User) -> list[Kind]:
    """Return the kinds of lists that `user` may bring now; 404 for whoever may bring none."""
    found = [kind for kind in KINDS.values() if user.has(kind.right)]
    if not found:
        raise Http404
    return found


def access_kind(user: User, name: str) -> Kind:
    """Return the kind of list, or raise 404 for whoever may not bring it."""
    if name not in KINDS:
        raise Http404
    require_right(user, KINDS[name].right)
    return KINDS[name]


def access_import(user: User, pk: int) -> tuple[Job, Kind]:
    """Return the preview of a list that `user` has brought, and its kind; 404 for everybody else."""
    job = get_object_or_404(visible_jobs(user), pk=pk, kind=PREVIEW)
    return job, access_kind(user, job.arguments["list"])


def storing_of(previews: Sequence[Job], user: User) -> dict[int, Job]:
    """Return the latest storing of each preview that has one."""
    keys = [preview.pk for preview in previews]
    jobs = visible_jobs(user).filter(kind=STORE, arguments__preview__in=keys).order_by("pk")
    return {job.arguments["preview"]: job for job in jobs}
