"""The doors to screenings, restricted sections and counselling. What one may not open, one does not see to exist."""

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import scope
from hamdeli.casework.access import has_right
from hamdeli.casework.judgements import judged_for, sees_judgements
from hamdeli.casework.models import CaseFile, Counselling, RestrictedNote, Screening


def visible_screenings(user: User, case_file: CaseFile) -> QuerySet[Screening]:
    """Return the screenings of a file (which `user` may see) that `user` may know of, the newest first."""
    rows = Screening.objects.filter(case_file=case_file).select_related("edition", "person", "made_by")
    if not sees_judgements(user, case_file):
        rows = rows.filter(made_by=user)
    if not has_right(user, case_file, Right.SEE_RESTRICTED):
        rows = rows.filter(Q(restricted=False) | Q(made_by=user))
    return rows.order_by("-done_on", "-id")


def visible_notes(user: User, case_file: CaseFile) -> QuerySet[RestrictedNote]:
    """Return the restricted sections of a file (which `user` may see) that `user` may know of, the newest first."""
    rows = RestrictedNote.objects.filter(case_file=case_file).select_related("made_by", "screening")
    if not has_right(user, case_file, Right.SEE_RESTRICTED):
        rows = rows.filter(made_by=user)
    return rows.order_by("-id")


def access_screening(user: User, case_file: CaseFile, pk: int) -> Screening:
    """Return the screening, or raise 404: who may not open it does not learn that there is one."""
    return get_object_or_404(visible_screenings(user, case_file), pk=pk)


def access_note(user: User, case_file: CaseFile, pk: int) -> RestrictedNote:
    """Return the restricted section, or raise 404."""
    return get_object_or_404(visible_notes(user, case_file), pk=pk)


def waiting_notes(user: User) -> QuerySet[RestrictedNote]:
    """Return the restricted sections in the scope of `user` that nobody has brought to an authority yet."""
    files = CaseFile.objects.filter(scope(user, Right.SEE_RESTRICTED, aide="aide"))
    return RestrictedNote.objects.filter(sent_on__isnull=True, case_file__in=files)


def counselled_files(user: User) -> QuerySet[CaseFile]:
    """Return the files of whose counselling `user` may know: where `user` works, or supervises."""
    return CaseFile.objects.filter(scope(user, Right.WORK, aide="aide") | scope(user, Right.SUPERVISE, aide="aide"))


def visible_counselling(user: User) -> QuerySet[Counselling]:
    """Return the sessions with at least one family of whose harms `user` may know, and those that `user` held."""
    files = counselled_files(user).filter(judged_for(user))
    through = Counselling.case_files.through.objects.filter(casefile__in=files)
    return Counselling.objects.filter(Q(pk__in=through.values("counselling")) | Q(counsellor=user))


def access_counselling(user: User, pk: int) -> Counselling:
    """Return the session, or raise 404 for a stranger."""
    return get_object_or_404(visible_counselling(user).select_related("counsellor"), pk=pk)


def may_read_counselling(user: User, session: Counselling) -> bool:
    """Say whether `user` may read what was said: the counsellor, or who may open restricted sections of all."""
    if session.counsellor_id == user.pk:
        return True
    families = session.case_files.all()
    open_to = families.filter(scope(user, Right.SEE_RESTRICTED, aide="aide"))
    return families.exists() and families.count() == open_to.count()


def require_reader(user: User, session: Counselling) -> None:
    """Raise 404 for whoever may not read what was said."""
    if not may_read_counselling(user, session):
        raise Http404
