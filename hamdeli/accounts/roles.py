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
    AUDITOR = "auditor", _("auditor")


class Right(models.TextChoices):
    """One thing that a post may do, there where the post is."""

    SEE_FIGURES = "see_figures", _("see figures")
    SEE_CENTRES = "see_centres", _("see centres")
    CHANGE_CENTRES = "change_centres", _("change centres")
    SEE_FILES = "see_files", _("see case files")
    CHANGE_FILES = "change_files", _("change case files")
    PROPOSE = "propose", _("propose an allocation")
    APPROVE = "approve", _("approve a handover")
    RECALL = "recall", _("recall and transfer case files")
    ANSWER = "answer", _("accept, decline and return case files")
    READ_JOURNAL = "read_journal", _("read the journal")
    APPOINT = "appoint", _("give and end posts")


RIGHTS: dict[str, frozenset[Right]] = {
    Role.DIRECTOR_GENERAL: frozenset({Right.SEE_FIGURES, Right.SEE_CENTRES}),
    Role.SUPPORT_DEPUTY: frozenset(
        {
            Right.SEE_FIGURES,
            Right.SEE_CENTRES,
            Right.SEE_FILES,
            Right.CHANGE_FILES,
            Right.PROPOSE,
            Right.APPROVE,
            Right.RECALL,
            Right.APPOINT,
        }
    ),
    Role.PARTICIPATION_DEPUTY: frozenset({Right.SEE_FIGURES, Right.SEE_CENTRES, Right.CHANGE_CENTRES}),
    Role.COUNTY_HEAD: frozenset(
        {
            Right.SEE_FIGURES,
            Right.SEE_CENTRES,
            Right.SEE_FILES,
            Right.CHANGE_FILES,
            Right.PROPOSE,
            Right.RECALL,
        }
    ),
    Role.CENTRE_HEAD: frozenset({Right.SEE_CENTRES, Right.SEE_FILES, Right.ANSWER}),
    Role.SOCIAL_WORKER: frozenset({Right.SEE_CENTRES, Right.SEE_FILES}),
    Role.AUDITOR: frozenset({Right.SEE_FIGURES, Right.READ_JOURNAL}),
}

CENTRE_ROLES = frozenset({Role.CENTRE_HEAD, Role.SOCIAL_WORKER})
COUNTY_ROLES = frozenset({Role.COUNTY_HEAD})
COUNTRY_ROLES = frozenset({Role.DIRECTOR_GENERAL, Role.AUDITOR})


def roles_with(right: Right) -> list[str]:
    """Return the roles that have `right`."""
    return [role for role, rights in RIGHTS.items() if right in rights]
