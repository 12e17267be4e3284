"""Who may visit, plan and decide: by the posts held at this moment, never by those of this morning."""

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import OWN_FILES_ROLES, Right
from hamdeli.accounts.scopes import reaching
from hamdeli.casework.access import has_right, may_know, where_is
from hamdeli.casework.models import CaseFile
from hamdeli.casework.visiting.faults import VisitFault


def require_by(by: User, case_file: CaseFile, *rights: Right) -> None:
    """Refuse unless `by` has one of `rights` on the file. Ask with a user as of now."""
    if not any(has_right(by, case_file, right) for right in rights):
        raise VisitFault("may_not", file=case_file.code)


def require_visitor(visitor: User, case_file: CaseFile) -> None:
    """Refuse a visitor who holds no post with the right to work on the file, or may not know a discreet family.

    Ask with a user as of now.
    """
    if not has_right(visitor, case_file, Right.WORK):
        raise VisitFault("no_post", who=visitor.display_name, file=case_file.code)
    if not may_know(visitor, case_file):
        raise VisitFault("discreet", who=visitor.display_name, file=case_file.code)


def is_only_volunteer(user: User, case_file: CaseFile) -> bool:
    """Say whether `user` reaches the file only as the volunteer who helps with it."""
    posts = reaching(user, Right.WORK, **where_is(case_file))
    return all(post.role in OWN_FILES_ROLES for post in posts)


def require_supervisor(visitor: User, supervisor: User | None, case_file: CaseFile) -> None:
    """Refuse a volunteer without a supervisor, and a supervisor who is the visitor, a volunteer, or without a post."""
    if supervisor is None:
        if is_only_volunteer(visitor, case_file):
            raise VisitFault("supervisor_missing")
        return
    if supervisor.pk == visitor.pk or not can_supervise(supervisor, case_file):
        raise VisitFault("supervisor_unfit", who=supervisor.display_name, file=case_file.code)


def can_supervise(user: User, case_file: CaseFile) -> bool:
    """Say whether `user` may answer for a volunteer's visit: a post over the file that is not a volunteer's."""
    if has_right(user, case_file, Right.SUPERVISE):
        return True
    return has_right(user, case_file, Right.WORK) and not is_only_volunteer(user, case_file)
