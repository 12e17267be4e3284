"""With which decision a visit may end, and why: tables of data."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hamdeli.casework.models import Outcome, State, Visit
from hamdeli.casework.models.decision import OF_COMMISSION

Purpose = Visit.Purpose


class VisitReason(models.TextChoices):
    """Why a visit ended with its decision."""

    STABLE = "stable", _("the situation is stable")
    PROGRESS = "progress", _("the plan makes progress")
    TOO_EARLY = "too_early", _("too early to judge")
    STANDS_FIRM = "stands_firm", _("the family stands on its own feet")
    NEW_SITUATION = "new_situation", _("the situation has changed")
    GOAL_REACHED = "goal_reached", _("a goal was reached")
    GOAL_OUT_OF_REACH = "goal_out_of_reach", _("a goal is out of reach")
    FAMILY_WISHES = "family_wishes", _("the family wishes it")
    URGENT_NEED = "urgent_need", _("urgent need")
    FOOD = "food", _("food")
    HOUSEHOLD_GOODS = "household_goods", _("essential household goods")
    HEALTH_COSTS = "health_costs", _("costs of treatment")
    HOUSING_COSTS = "housing_costs", _("rent or repair of the home")
    SCHOOLING = "schooling", _("schooling")
    EMPLOYMENT = "employment", _("employment")
    EDUCATION = "education", _("education")
    HEALTH = "health", _("health")
    SOCIAL_WORK = "social_work", _("social work and counselling")
    SPECIAL_NEED = "special_need", _("another special need")
    CHILD_AT_RISK = "child_at_risk", _("a child at risk")
    VIOLENCE = "violence", _("violence in the family")
    DANGER = "danger", _("danger to life")
    ENQUIRY_DONE = "enquiry_done", _("the enquiry is complete")
    ENTITLEMENT = "entitlement", _("doubt about the entitlement")
    BEYOND_CENTRE = "beyond_centre", _("beyond what the centre decides")
    NEEDS_AGAIN = "needs_again", _("the family needs support again")
    SELF_SUFFICIENT = "self_sufficient", _("the family supports itself")
    NOT_ENTITLED = "not_entitled", _("the conditions are no longer met")
    MOVED_AWAY = "moved_away", _("the family moved away")
    DEATH = "death", _("death")
    ABSENT = "absent", _("nobody was at home")
    WRONG_ADDRESS = "wrong_address", _("the address is wrong")
    NOT_LET_IN = "not_let_in", _("the family did not open")
    POSTPONED = "postponed", _("the family asked for another day")


R = VisitReason
REASONS: dict[str, tuple[VisitReason, ...]] = {
    Outcome.CONTINUE: (R.STABLE, R.PROGRESS, R.TOO_EARLY, R.STANDS_FIRM),
    Outcome.GIVE_AID: (
        *(R.URGENT_NEED, R.FOOD, R.HOUSEHOLD_GOODS, R.HEALTH_COSTS, R.HOUSING_COSTS, R.SCHOOLING),
        R.SPECIAL_NEED,
    ),
    Outcome.CHANGE_PLAN: (R.NEW_SITUATION, R.GOAL_REACHED, R.GOAL_OUT_OF_REACH, R.FAMILY_WISHES),
    Outcome.REFER_ON: (R.EMPLOYMENT, R.EDUCATION, R.HEALTH, R.SOCIAL_WORK, R.SPECIAL_NEED),
    Outcome.NOT_MET: (R.ABSENT, R.WRONG_ADDRESS, R.NOT_LET_IN, R.POSTPONED),
    Outcome.PROTECT: (R.CHILD_AT_RISK, R.VIOLENCE, R.DANGER),
    Outcome.COMMISSION: (R.ENQUIRY_DONE, R.ENTITLEMENT, R.BEYOND_CENTRE, R.NEEDS_AGAIN),
    Outcome.END: (R.SELF_SUFFICIENT, R.NOT_ENTITLED, R.MOVED_AWAY, R.DEATH, R.FAMILY_WISHES),
}

SUPPORT = (*(Outcome.CONTINUE, Outcome.GIVE_AID, Outcome.CHANGE_PLAN, Outcome.REFER_ON), Outcome.NOT_MET)
FURTHER = (Outcome.PROTECT, Outcome.COMMISSION)
OUTCOMES: dict[str, tuple[Outcome, ...]] = {
    Purpose.ENQUIRY: (Outcome.COMMISSION, Outcome.NOT_MET, Outcome.PROTECT),
    Purpose.REGULAR: (*SUPPORT, *FURTHER, Outcome.END),
    Purpose.URGENT: (*SUPPORT, *FURTHER, Outcome.END),
    Purpose.EXIT: (Outcome.END, Outcome.CONTINUE, Outcome.CHANGE_PLAN, Outcome.NOT_MET, *FURTHER),
    Purpose.FOLLOW_UP: (Outcome.CONTINUE, Outcome.NOT_MET, *FURTHER),
}
"""By the purpose of the visit; in the order in which a form offers them."""

FITS: dict[str, frozenset[str]] = {
    Purpose.ENQUIRY: frozenset({State.ADMISSION, State.LISTED}),
    Purpose.REGULAR: frozenset({State.ACTIVE}),
    Purpose.URGENT: frozenset({State.ADMISSION, State.LISTED, State.ACTIVE}),
    Purpose.EXIT: frozenset({State.ACTIVE}),
    Purpose.FOLLOW_UP: frozenset({State.CLOSED}),
}
"""In which states of a file a visit of a purpose is planned."""


def purposes_for(state: str) -> list[str]:
    """Return the purposes of which a visit can be planned for a file in `state`."""
    return [purpose for purpose, states in FITS.items() if state in states]


def fault_of(purpose: str, outcome: str, reason: str) -> str:
    """Return the code of what is wrong with a decision at the end of a visit; nothing where it is whole."""
    if outcome in OF_COMMISSION:
        return "outcome_of_commission"
    if outcome not in REASONS:
        return "outcome_unknown"
    if outcome not in OUTCOMES[purpose]:
        return "outcome_unfit"
    return "" if reason in REASONS[outcome] else "reason_missing"
