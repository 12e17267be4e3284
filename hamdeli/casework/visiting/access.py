"""The doors to visits: through the file, and through one's own list."""

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import scope
from hamdeli.casework.access import access_case_file
from hamdeli.casework.models import CaseFile, Decision, Visit


def access_visit(user: User, code: str, pk: int, right: Right = Right.SEE_FILES) -> Visit:
    """Return a visit of the file; 404 for a stranger, 403 for a reader without `right` on the file."""
    case_file = access_case_file(user, code, right)
    rows = Visit.objects.select_related("visitor", "supervisor", "made_by", "edition__questionnaire")
    visit = get_object_or_404(rows, pk=pk, case_file=case_file)
    visit.case_file = case_file
    return visit


def access_own_visit(user: User, code: str, pk: int) -> Visit:
    """Return a visit that is to be made by `user`, who may still work on the file; 403 for others who see it."""
    visit = access_visit(user, code, pk, Right.WORK)
    if visit.visitor_id != user.pk:
        raise PermissionDenied
    return visit


def decision_of(visit: Visit) -> Decision | None:
    """Return the decision that stands, or None for a visit that is not done."""
    return visit.decisions.filter(replaced_by__isnull=True).select_related("author", "visit", "replaces").first()


def workable(user: User, path: str = "") -> Q:
    """Return the condition on rows whose file (`path` ends in two underscores) `user` may work on now."""
    return scope(
        user,
        Right.WORK,
        province=f"{path}province",
        county=f"{path}county",
        centre=f"{path}centre__code",
        aide=f"{path}aide",
    )


def planned_for(user: User) -> QuerySet[Visit]:
    """Return the visits that `user` is to make, to families on whose files `user` may work now."""
    planned = Visit.objects.filter(visitor=user, state=Visit.State.PLANNED)
    return planned.filter(workable(user, "case_file__"))


def own_files(user: User) -> QuerySet[CaseFile]:
    """Return the files that `user` works on, as social worker or volunteer, and may work on now."""
    mine = Q(worker=user) | Q(aide=user)
    return CaseFile.objects.open().filter(workable(user), mine)


def without_plan(files: QuerySet[CaseFile]) -> QuerySet[CaseFile]:
    """Return those of `files` for which no visit is planned."""
    return files.exclude(Exists(Visit.objects.filter(case_file=OuterRef("pk"), state=Visit.State.PLANNED)))
