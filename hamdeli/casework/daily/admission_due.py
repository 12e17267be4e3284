"""What is due before a family is under support: referrals, steps of admissions, enquiries, drafts, objections.

The query sets are as those of `due.py`. No published term is known for any of these but the answer to an objection
(`admission/rulings.py`): the others are ours.
"""

from datetime import timedelta
from typing import Any

from django.db.models import (
    Case,
    DateTimeField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest, TruncDate

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import scope
from hamdeli.casework.access import knowable
from hamdeli.casework.admission.records import enquired
from hamdeli.casework.admission.rulings import ANSWER_WITHIN_DAYS
from hamdeli.casework.models import (
    Admission,
    AdmissionStep,
    Appeal,
    DecisionDraft,
    Referral,
    Score,
    State,
    Visit,
)

TAKE_UP_WITHIN = timedelta(days=3)
STEP_WITHIN = timedelta(days=7)
ANSWER_WITHIN = timedelta(days=ANSWER_WITHIN_DAYS)
REFERRED = ("receipt", "channel", "sealed", "discreet", "keeper", "province", "county", "centre__code")
OF_ADMISSION = (OuterRef("case_file"), OuterRef("begun_at"))
NAMES = ("code", "household", "discreet", "keeper", "worker", "aide", "province", "county", "centre__code")


def referrals(user: User) -> QuerySet[Any]:
    """Return the referrals that nobody has taken up, of families that `user` may know."""
    few = Q(discreet=False) | Q(keeper=user) | scope(user, Right.SEE_DISCREET)
    waiting = Referral.objects.filter(scope(user, Right.ADMIT), few, state=Referral.State.RECEIVED)
    rows = dated(waiting, F("received_at"), TAKE_UP_WITHIN).select_related("centre")
    return rows.only(*REFERRED)


def admissions(user: User) -> QuerySet[Any]:
    """Return the open admissions whose next step is one of `user`, as `next`: the key of that step.

    The first step that is not done, as `way.next_step` has it; but while only the enquiry is missing, or somebody's
    draft waits for approval, the admission waits for others. Of a discreet family the interview is its named person's.
    """
    rows = Admission.objects.filter(ended_at__isnull=True, case_file__state=State.ADMISSION).annotate(next=next_step())
    kept = Q(case_file__discreet=True, next="interview")
    mine = kept & Q(case_file__keeper=user) & at_office(user, Right.SEE_FILES)
    if user.has(Right.ADMIT):
        mine |= ~kept & at_office(user, Right.ADMIT) & knowable(user, "case_file__")
    drafted = DecisionDraft.objects.filter(case_file=OuterRef("case_file"), state=DecisionDraft.State.OPEN)
    rows = rows.filter(mine, next__isnull=False).filter(~Exists(drafted))
    return of_files(dated(rows, since(), STEP_WITHIN), "case_file__")


def enquiries(user: User) -> QuerySet[Any]:
    """Return the open admissions whose family is to be visited and nobody has planned it.

    Not those whose interview `user` led: two people must have seen the family.
    """
    rows = Admission.objects.filter(ended_at__isnull=True, case_file__state=State.ADMISSION)
    rows = rows.filter(at_office(user, Right.WORK), knowable(user, "case_file__"))
    planned = Visit.objects.filter(
        case_file=OuterRef("case_file"), purpose=Visit.Purpose.ENQUIRY, state=Visit.State.PLANNED
    )
    rows = rows.filter(
        done("form"), ~done("interview", done_by=user), ~Exists(enquired(*OF_ADMISSION)), ~Exists(planned)
    )
    return of_files(dated(rows, since(), STEP_WITHIN), "case_file__")


def drafts(user: User) -> QuerySet[Any]:
    """Return the decisions that others have written and that `user` may approve."""
    waiting = DecisionDraft.objects.filter(there(user, Right.DECIDE), state=DecisionDraft.State.OPEN)
    rows = dated(waiting.exclude(author=user), F("written_at"), STEP_WITHIN)
    return of_files(rows, "case_file__", "outcome")


def appeals(user: User) -> QuerySet[Any]:
    """Return the objections that wait for an answer of `user`, who neither wrote nor approved the decision."""
    path = "decision__case_file__"
    mine = Appeal.objects.filter(there(user, Right.DECIDE, path), result="")
    mine = mine.exclude(Q(decision__author=user) | Q(decision__approver=user))
    drafted = DecisionDraft.objects.filter(appeal=OuterRef("pk"), state=DecisionDraft.State.OPEN)
    rows = dated(mine.filter(~Exists(drafted)), F("received_at"), ANSWER_WITHIN)
    return of_files(rows, path, "decision__case_file")


def next_step() -> Case:
    """Return the key of the first step of an admission that is not done, nothing where it waits for the enquiry."""
    return Case(
        *(When(~done(step), then=Value(step)) for step in ("interview", "form", "household", "documents")),
        When(~Exists(enquired(*OF_ADMISSION)), then=Value(None)),
        When(~Exists(scored()), then=Value("score")),
        default=Value("decision"),
    )


def done(step: str, **by: Any) -> Exists:
    """Return the condition that a step of the admission is done."""
    return Exists(AdmissionStep.objects.filter(admission=OuterRef("pk"), step=step, **by))


def scored() -> QuerySet[Score]:
    """Return the scores since the household of an admission was written down for the last time."""
    written = AdmissionStep.objects.filter(admission=OuterRef(OuterRef("pk")), step="household").order_by("-id")
    made = Score.objects.filter(case_file=OuterRef("case_file"), made_at__gte=OuterRef("begun_at"))
    return made.filter(made_at__gte=Subquery(written.values("done_at")[:1]))


def since() -> Any:
    """Return the moment of the last step of an admission, or of its enquiry, or of its beginning."""
    last = AdmissionStep.objects.filter(admission=OuterRef("pk")).order_by("-id").values("done_at")[:1]
    seen = enquired(*OF_ADMISSION).order_by("-id").values("visit__done_at")[:1]
    begun = F("begun_at")
    return Greatest(begun, Coalesce(Subquery(last), begun), Coalesce(Subquery(seen), begun))


def dated(rows: QuerySet[Any], begun: Any, term: timedelta) -> QuerySet[Any]:
    """Return the rows with `due`, the day `term` after `begun`, and `pressing`."""
    due = TruncDate(ExpressionWrapper(begun + Value(term), output_field=DateTimeField()))
    told: QuerySet[Any] = rows.annotate(due=due, pressing=Value(False))
    return told


def there(user: User, right: Right, path: str = "case_file__") -> Q:
    """Return the condition that `user` has `right` on the file at `path`."""
    where = {name: f"{path}{name}" for name in ("province", "county")}
    return scope(user, right, centre=f"{path}centre__code", **where)


def at_office(user: User, right: Right) -> Q:
    """Return the condition that `user` has `right` on the file of an open admission.

    No centre carries such a file (`file_closed_not_carried`): who works at a centre is asked about none, and their
    first page costs no question.
    """
    return scope(user, right, province="case_file__province", county="case_file__county", centre="")


def of_files(rows: QuerySet[Any], path: str, *fields: str) -> QuerySet[Any]:
    """Return the rows with the little of their files, at `path`, that a line needs."""
    names = (f"{path}{name}" for name in NAMES)
    little: QuerySet[Any] = rows.select_related(f"{path}centre").only("pk", *fields, *names)
    return little
