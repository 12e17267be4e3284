"""What waits for somebody: one line for each kind of work, told by the rights of the posts held now."""

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext_lazy as ngettext

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import scope
from hamdeli.accounts.standing import counts
from hamdeli.casework.models import Aid, AidProposal, Appeal, CaseFile, DecisionDraft, Referral, State
from hamdeli.casework.supervision.access import through_file, visible_checks
from hamdeli.casework.supervision.sampling import month_of
from hamdeli.delegation.access import visible_notices
from hamdeli.delegation.models import OPEN, Mandate, MandateState
from hamdeli.desk.support.queue import help_in_hand
from hamdeli.desk.task_kinds import Kind, Task
from hamdeli.desk.tasks_of_centres import CENTRE_KINDS, FOUNDING_KINDS, OWN_MEASURES
from hamdeli.jobs.access import visible_jobs
from hamdeli.jobs.models import Job
from hamdeli.proposals.models import Proposal
from hamdeli.support.counting import start_of

EXCEPTIONS_SHOWN = timedelta(days=30)


def waiting_files(user: User) -> QuerySet[Any]:
    """Return the files that no centre carries."""
    return CaseFile.objects.waiting().filter(scope(user, Right.PROPOSE))


def ready_proposals(user: User) -> QuerySet[Any]:
    """Return the proposals that could be approved."""
    reach = scope(user, Right.APPROVE, centre="")
    return Proposal.objects.filter(reach, state=Proposal.State.READY)


def offered_to_me(user: User) -> QuerySet[Any]:
    """Return the files that were handed to one's centre and not answered."""
    reach = scope(user, Right.ANSWER, province="", county="")
    return Mandate.objects.filter(reach, state=MandateState.OFFERED)


def unanswered(user: User) -> QuerySet[Any]:
    """Return the files that centres have not answered."""
    reach = scope(user, Right.RECALL, province="case_file__province", county="case_file__county", centre="")
    return Mandate.objects.filter(reach, state=MandateState.OFFERED)


def carried(user: User) -> QuerySet[Any]:
    """Return the files that one's centre carries, answered or not."""
    reach = scope(user, Right.SEE_FILES, province="", county="")
    return Mandate.objects.filter(reach, OPEN)


def unread(user: User) -> QuerySet[Any]:
    """Return the notices that nobody has read."""
    return visible_notices(user).filter(read_at__isnull=True)


def referrals_received(user: User) -> QuerySet[Any]:
    """Return the referrals that nobody has taken up."""
    return Referral.objects.filter(scope(user, Right.ADMIT), state=Referral.State.RECEIVED)


def in_admission(user: User) -> QuerySet[Any]:
    """Return the families whose admission is under way."""
    return CaseFile.objects.filter(scope(user, Right.ADMIT), state=State.ADMISSION)


def on_waiting_list(user: User) -> QuerySet[Any]:
    """Return the families on the waiting list."""
    return CaseFile.objects.filter(scope(user, Right.ADMIT), state=State.LISTED)


def decisions_to_approve(user: User) -> QuerySet[Any]:
    """Return the decisions that others have written and nobody has approved."""
    where = {"province": "case_file__province", "county": "case_file__county", "centre": ""}
    drafts = DecisionDraft.objects.filter(scope(user, Right.DECIDE, **where), state=DecisionDraft.State.OPEN)
    return drafts.exclude(author=user)


def appeals_to_answer(user: User) -> QuerySet[Any]:
    """Return the appeals without an answer."""
    file = "decision__case_file__"
    reach = scope(user, Right.DECIDE, province=f"{file}province", county=f"{file}county", centre="")
    return Appeal.objects.filter(reach, result="")


def files_to_check(user: User) -> QuerySet[Any]:
    """Return the files of this month's sample that nobody has looked through."""
    mine = visible_checks(user).filter(through_file(user, Right.SUPERVISE))
    return mine.filter(month=month_of(timezone.localdate()), found="")


def money_to_approve(user: User) -> QuerySet[Any]:
    """Return the proposals of money that one may approve: those of others."""
    reach = scope(user, Right.APPROVE_AID, province="case_file__province", county="case_file__county")
    waiting = AidProposal.objects.filter(reach, state=AidProposal.State.PROPOSED)
    return waiting.exclude(author=user)


def exceptions_of_aid(user: User) -> QuerySet[Any]:
    """Return what was given again within its period, in the last thirty days, in one's county."""
    since = start_of(timezone.localdate() - EXCEPTIONS_SHOWN)
    reach = scope(user, Right.APPROVE_AID, centre="")
    return Aid.objects.filter(reach, made_at__gte=since).exclude(override_reason="")


def failed_jobs(user: User) -> QuerySet[Any]:
    """Return one's own background work that failed."""
    return visible_jobs(user).filter(state=Job.State.FAILED)


KINDS = (
    OWN_MEASURES,
    *FOUNDING_KINDS,
    Kind(
        ngettext("file waits for your answer", "files wait for your answer", "count"),
        "desk:handed_over",
        "inbox",
        (Right.ANSWER,),
        offered_to_me,
        urgent=True,
    ),
    Kind(
        ngettext("file waits for a centre", "files wait for a centre", "count"),
        "desk:files",
        "folder",
        (Right.PROPOSE,),
        waiting_files,
        "?carried=no",
    ),
    Kind(
        ngettext("referral is not taken up", "referrals are not taken up", "count"),
        "desk:referrals",
        "speakerphone",
        (Right.ADMIT,),
        referrals_received,
        "?state=received",
        urgent=True,
    ),
    Kind(
        ngettext("decision waits for your approval", "decisions wait for your approval", "count"),
        "desk:decisions",
        "gavel",
        (Right.DECIDE,),
        decisions_to_approve,
        "?state=open&mine=no",
        urgent=True,
    ),
    Kind(
        ngettext("objection waits for an answer", "objections wait for an answer", "count"),
        "desk:appeals",
        "message",
        (Right.DECIDE,),
        appeals_to_answer,
        "?answered=no",
        urgent=True,
    ),
    Kind(
        ngettext("family is in admission", "families are in admission", "count"),
        "desk:files",
        "clipboard-list",
        (Right.ADMIT,),
        in_admission,
        "?state=admission",
    ),
    Kind(
        ngettext("family is on the waiting list", "families are on the waiting list", "count"),
        "desk:waiting_list",
        "list",
        (Right.ADMIT,),
        on_waiting_list,
    ),
    Kind(
        ngettext("file of this month's checks is open", "files of this month's checks are open", "count"),
        "desk:checks",
        "list-check",
        (Right.SUPERVISE,),
        files_to_check,
        "?found=open",
    ),
    Kind(
        ngettext("proposal is ready", "proposals are ready", "count"),
        "desk:proposals",
        "scale",
        (Right.APPROVE,),
        ready_proposals,
    ),
    Kind(
        ngettext("file waits for the answer of its centre", "files wait for the answer of their centre", "count"),
        "desk:handovers",
        "hourglass",
        (Right.RECALL,),
        unanswered,
    ),
    Kind(
        ngettext("file is carried by your centre", "files are carried by your centre", "count"),
        "desk:files",
        "folder",
        (Right.ANSWER,),
        carried,
    ),
    Kind(
        ngettext("proposal of money waits for approval", "proposals of money wait for approval", "count"),
        "desk:aid_proposals",
        "coins",
        (Right.APPROVE_AID,),
        money_to_approve,
        "?state=proposed",
    ),
    Kind(
        ngettext(
            "family received aid again within its period", "families received aid again within its period", "count"
        ),
        "desk:aid",
        "basket",
        (Right.APPROVE_AID,),
        exceptions_of_aid,
        "?only=exceptions",
    ),
    Kind(
        ngettext("unread notice", "unread notices", "count"),
        "desk:notices",
        "bell",
        (Right.RECALL, Right.ANSWER),
        unread,
    ),
    Kind(
        ngettext("request for help is in hand", "requests for help are in hand", "count"),
        *("desk:help_requests", "help", (Right.SUPPORT_CENTRES,), help_in_hand),
    ),
    *CENTRE_KINDS,
    Kind(
        ngettext("background work failed", "background works failed", "count"),
        "desk:jobs",
        "alert",
        (Right.CHANGE_FILES, Right.CHANGE_CENTRES),
        failed_jobs,
    ),
)


def tasks_for(user: User) -> list[Task]:
    """Return the work that waits for `user`, kinds without any left out."""
    mine = [kind for kind in KINDS if any(user.has(right) for right in kind.rights)]
    waiting = zip(mine, counts(user, [kind.rows for kind in mine]), strict=True)
    return [task_of(kind, count) for kind, count in waiting if count]


def task_of(kind: Kind, count: int) -> Task:
    """Return so much work of one kind."""
    url = f"{reverse(kind.name)}{kind.query}"
    return Task(kind.label % {"count": count}, url, kind.icon, count, kind.urgent)
