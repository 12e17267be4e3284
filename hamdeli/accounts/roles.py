"""Roles, and what each may do. The whole table of rights is here; where a right holds is said by the post."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What somebody is, at a place or at a centre."""

    DIRECTOR_GENERAL = "director_general", _("director general")
    SUPPORT_DEPUTY = "support_deputy", _("deputy for family support")
    PARTICIPATION_DEPUTY = "participation_deputy", _("deputy for public participation")
    COUNTY_HEAD = "county_head", _("head of a county office")
    CENTRE_HEAD = "centre_head", _("head of a centre")
    SOCIAL_WORKER = "social_worker", _("social worker")
    VOLUNTEER = "volunteer", _("volunteer social worker")
    ADMISSION_WORKER = "admission_worker", _("admission social worker")
    ENQUIRING_WORKER = "enquiring_worker", _("enquiring social worker")
    SUPERVISOR = "supervisor", _("supervisor of social work")
    FOUNDER = "founder", _("founder of a centre")
    INSPECTOR = "inspector", _("inspector of centres")
    SUPPORTER = "supporter", _("supporter of centres")
    AUDITOR = "auditor", _("auditor")


class Right(models.TextChoices):
    """One thing that a post may do, there where the post is."""

    SEE_FIGURES = "see_figures", _("see figures")
    SEE_CENTRES = "see_centres", _("see centres")
    CHANGE_CENTRES = "change_centres", _("change centres")
    SEE_FILES = "see_files", _("see case files")
    SEE_JUDGEMENTS = "see_judgements", _("see scores, decisions and papers of families")
    CHANGE_FILES = "change_files", _("change case files")
    PROPOSE = "propose", _("propose an allocation")
    APPROVE = "approve", _("approve a handover")
    RECALL = "recall", _("recall and transfer case files")
    SEE_MANDATES = "see_mandates", _("be told what is handed over")
    ANSWER = "answer", _("accept, decline and return case files")
    READ_JOURNAL = "read_journal", _("read the journal")
    APPOINT = "appoint", _("give and end posts")
    REFER = "refer", _("enter referrals")
    ADMIT = "admit", _("lead admissions")
    DECIDE = "decide", _("write and approve decisions of the commission")
    WORK = "work", _("visit, screen, plan and note")
    ASSIGN = "assign", _("say who works on a file")
    GIVE = "give", _("give aid")
    APPROVE_AID = "approve_aid", _("approve aid in money and delivery lists")
    REFER_ON = "refer_on", _("refer to specialised centres, and answer them")
    CLOSE = "close", _("end and reopen support")
    RUN_VOLUNTEERS = "run_volunteers", _("take on and lead volunteers")
    SEE_VOLUNTEERS = "see_volunteers", _("see volunteers")
    SUPERVISE = "supervise", _("supervise social work")
    SEE_RESTRICTED = "see_restricted", _("open restricted sections")
    SEE_DISCREET = "see_discreet", _("see who a discreet family is")
    WRITE_QUESTIONS = "write_questions", _("write questionnaires and tables of scores")
    FOUND = "found", _("apply for a centre")
    CHECK_FOUNDING = "check_founding", _("check applications for centres")
    LICENSE = "license", _("give, suspend and revoke licences")
    HEAR_APPEALS = "hear_appeals", _("decide appeals about licences")
    RUN_CENTRE = "run_centre", _("run a centre: board, papers, monthly return")
    INSPECT = "inspect", _("inspect centres")
    ASK = "ask", _("ask for help, follow courses")
    SUPPORT_CENTRES = "support_centres", _("help centres: answers, courses, announcements")
    PLAN_COVERAGE = "plan_coverage", _("plan where centres should open")
    PUBLISH = "publish", _("write and release bulletins")


RIGHTS: dict[str, frozenset[Right]] = {
    Role.DIRECTOR_GENERAL: frozenset(
        {Right.SEE_FIGURES, Right.SEE_CENTRES, Right.HEAR_APPEALS, Right.PLAN_COVERAGE, Right.PUBLISH}
    ),
    Role.SUPPORT_DEPUTY: frozenset(
        {
            Right.SEE_FIGURES,
            Right.SEE_CENTRES,
            Right.SEE_FILES,
            Right.SEE_JUDGEMENTS,
            Right.CHANGE_FILES,
            Right.PROPOSE,
            Right.APPROVE,
            Right.RECALL,
            Right.SEE_MANDATES,
            Right.APPOINT,
            Right.SUPERVISE,
            Right.WRITE_QUESTIONS,
            Right.PUBLISH,
        }
    ),
    Role.PARTICIPATION_DEPUTY: frozenset(
        {
            Right.SEE_FIGURES,
            Right.SEE_CENTRES,
            Right.CHANGE_CENTRES,
            Right.LICENSE,
            Right.INSPECT,
            Right.SUPPORT_CENTRES,
            Right.PLAN_COVERAGE,
            Right.PUBLISH,
            Right.APPOINT,
        }
    ),
    Role.COUNTY_HEAD: frozenset(
        {
            Right.SEE_FIGURES,
            Right.SEE_CENTRES,
            Right.SEE_FILES,
            Right.SEE_JUDGEMENTS,
            Right.CHANGE_FILES,
            Right.PROPOSE,
            Right.RECALL,
            Right.SEE_MANDATES,
            Right.REFER,
            Right.ADMIT,
            Right.DECIDE,
            Right.WORK,
            Right.ASSIGN,
            Right.GIVE,
            Right.APPROVE_AID,
            Right.CLOSE,
            Right.SUPERVISE,
            Right.SEE_RESTRICTED,
            Right.SEE_DISCREET,
            Right.SEE_VOLUNTEERS,
            Right.CHECK_FOUNDING,
            Right.INSPECT,
        }
    ),
    Role.ADMISSION_WORKER: frozenset(
        {Right.SEE_CENTRES, Right.SEE_FILES, Right.SEE_JUDGEMENTS, Right.REFER, Right.ADMIT, Right.DECIDE}
    ),
    Role.ENQUIRING_WORKER: frozenset(
        {Right.SEE_CENTRES, Right.SEE_FILES, Right.SEE_JUDGEMENTS, Right.REFER, Right.WORK}
    ),
    Role.SUPERVISOR: frozenset(
        {Right.SEE_CENTRES, Right.SEE_FILES, Right.SEE_JUDGEMENTS, Right.ASSIGN, Right.SUPERVISE, Right.SEE_RESTRICTED}
    ),
    Role.CENTRE_HEAD: frozenset(
        {
            Right.SEE_FIGURES,
            Right.SEE_CENTRES,
            Right.SEE_FILES,
            Right.SEE_JUDGEMENTS,
            Right.SEE_MANDATES,
            Right.ANSWER,
            Right.REFER,
            Right.WORK,
            Right.ASSIGN,
            Right.GIVE,
            Right.APPROVE_AID,
            Right.REFER_ON,
            Right.CLOSE,
            Right.RUN_VOLUNTEERS,
            Right.SEE_VOLUNTEERS,
            Right.SEE_DISCREET,
            Right.RUN_CENTRE,
            Right.ASK,
        }
    ),
    Role.SOCIAL_WORKER: frozenset(
        {
            Right.SEE_CENTRES,
            Right.SEE_FILES,
            Right.SEE_JUDGEMENTS,
            Right.SEE_MANDATES,
            Right.REFER,
            Right.WORK,
            Right.GIVE,
            Right.REFER_ON,
            Right.ASK,
        }
    ),
    Role.VOLUNTEER: frozenset({Right.SEE_FILES, Right.WORK}),
    Role.FOUNDER: frozenset({Right.FOUND}),
    Role.INSPECTOR: frozenset({Right.SEE_CENTRES, Right.INSPECT}),
    Role.SUPPORTER: frozenset({Right.SEE_CENTRES, Right.SUPPORT_CENTRES}),
    Role.AUDITOR: frozenset({Right.SEE_FIGURES, Right.READ_JOURNAL}),
}

CENTRE_ROLES = frozenset({Role.CENTRE_HEAD, Role.SOCIAL_WORKER, Role.VOLUNTEER})
COUNTY_ROLES = frozenset(
    {Role.COUNTY_HEAD, Role.ADMISSION_WORKER, Role.ENQUIRING_WORKER, Role.SUPERVISOR, Role.FOUNDER}
)
OWN_FILES_ROLES = frozenset({Role.VOLUNTEER})
"""Roles that reach only the files whose aide they are: neighbours, from whom it is kept how the family was judged."""
COUNTRY_ROLES = frozenset({Role.DIRECTOR_GENERAL, Role.AUDITOR})
GIVES: dict[str, tuple[Role, ...]] = {
    Role.SUPPORT_DEPUTY: (
        *(Role.PARTICIPATION_DEPUTY, Role.COUNTY_HEAD, Role.ADMISSION_WORKER, Role.ENQUIRING_WORKER, Role.SUPERVISOR),
        *(Role.CENTRE_HEAD, Role.SOCIAL_WORKER),
    ),
    Role.PARTICIPATION_DEPUTY: (Role.FOUNDER, Role.INSPECTOR, Role.SUPPORTER, Role.CENTRE_HEAD),
}
"""Which posts the holder of a post gives in its places: each line of command those of its own."""
ENDS: dict[str, frozenset[str]] = {
    Role.SUPPORT_DEPUTY: frozenset(Role.values),
    Role.PARTICIPATION_DEPUTY: frozenset(GIVES[Role.PARTICIPATION_DEPUTY]),
}
"""Which posts the holder of a post sees and ends in its places."""


def roles_with(right: Right) -> list[str]:
    """Return the roles that have `right`."""
    return [role for role, rights in RIGHTS.items() if right in rights]
