"""How a family was judged (score, decision, admission, papers, priority): kept from neighbours who help with it."""

from django.db.models import Case, F, Q, QuerySet, When

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import scope
from hamdeli.casework.access import has_right
from hamdeli.casework.models import WEIGHING, CaseFile, Visit


def sees_judgements(user: User, case_file: CaseFile) -> bool:
    """Say whether `user` may learn how the family of `case_file` was judged."""
    return has_right(user, case_file, Right.SEE_JUDGEMENTS)


def judged_for(user: User) -> Q:
    """Return the condition of `sees_judgements` on files."""
    return scope(user, Right.SEE_JUDGEMENTS, aide="aide")


def with_priorities(files: QuerySet[CaseFile], user: User) -> QuerySet[CaseFile]:
    """Give each file `seen_priority`: its priority where `user` may learn it, None elsewhere."""
    return files.annotate(seen_priority=Case(When(judged_for(user), then=F("priority"))))


def reads_opinion(user: User, visit: Visit) -> bool:
    """Say whether `user` may read what the visitor made of a visit."""
    return visit.visitor_id == user.pk or sees_judgements(user, visit.case_file)


def reads_findings(user: User, visit: Visit) -> bool:
    """Say whether `user` may read what was seen and decided, where the visit weighed whether a family is helped."""
    return visit.purpose not in WEIGHING or reads_opinion(user, visit)
