"""What the commission may decide, as a table: the reasons of each outcome, its term, and what it must rest on."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamdeli.casework.models import Coverage, Outcome, State

YEAR = 366
VISIT_GOOD_FOR_DAYS = 365
"""An enquiry older than this says too little of how a family lives today."""
APPEAL_WITHIN_DAYS = 30
ANSWER_WITHIN_DAYS = 20
"""The terms of an appeal, in days after the decision and after its receipt. No published term is known: ours."""
OTHER = "other"


@dataclass(frozen=True)
class Why:
    """A coded reason. `enquired` says that it rests on a visit and a score; `words` that a note must explain it."""

    code: str
    label: Any
    enquired: bool = True
    words: bool = False


@dataclass(frozen=True)
class Ruling:
    """One outcome: the reasons for it, the longest term in days (0: none), and whether a term must be set."""

    outcome: Outcome
    reasons: tuple[Why, ...]
    state: State
    coverage: Coverage | None = None
    longest: int = 0
    term_needed: bool = False

    def reason(self, code: str) -> Why | None:
        """Return the reason with this code."""
        return next((each for each in self.reasons if each.code == code), None)


ANOTHER = Why(OTHER, pgettext_lazy("a reason", "another reason"), words=True)
NEEDY = (
    Why("poverty", _("poverty by the score")),
    Why("no_head", _("the head is dead, gone or in prison")),
    Why("incapacity", _("the head cannot work")),
    Why("illness", _("heavy illness or disability in the family")),
    Why("old_age", _("old age without a pension")),
    ANOTHER,
)
RULINGS: dict[str, Ruling] = {
    Outcome.CLIENT: Ruling(Outcome.CLIENT, NEEDY, State.ACTIVE, Coverage.CLIENT, longest=3 * YEAR),
    Outcome.OWN: Ruling(
        Outcome.OWN,
        (
            Why("not_entitled_needy", _("in need, but outside the conditions of the organisation")),
            Why("standing", _("a family of good standing in a passing need")),
            Why("temporary", _("a passing hardship")),
            ANOTHER,
        ),
        State.ACTIVE,
        Coverage.OWN,
        longest=3 * YEAR,
    ),
    Outcome.WAITING: Ruling(
        Outcome.WAITING,
        (
            Why("no_quota", _("entitled; no place is free this period")),
            Why("lower_need", _("others need it more")),
            Why("paper_awaited", _("a paper or an inquiry is awaited")),
            ANOTHER,
        ),
        State.LISTED,
        longest=YEAR,
        term_needed=True,
    ),
    Outcome.ELSEWHERE: Ruling(
        Outcome.ELSEWHERE,
        (
            Why("other_body", _("another body is responsible"), enquired=False, words=True),
            Why("other_place", _("lives in another county"), enquired=False, words=True),
            Why(OTHER, ANOTHER.label, enquired=False, words=True),
        ),
        State.CLOSED,
    ),
    Outcome.REFUSE: Ruling(
        Outcome.REFUSE,
        (
            Why("means", _("can live on its own means")),
            Why("insured", _("has a pension or an insurance that provides")),
            Why("covered", _("is supported by another body already"), enquired=False),
            Why("untrue", _("what was stated is not true")),
            Why("withdrawn", _("the family withdrew its request"), enquired=False),
            Why("not_found", _("the family cannot be found"), enquired=False),
            ANOTHER,
        ),
        State.CLOSED,
    ),
}
ALL = frozenset(RULINGS)
FOLLOWING: dict[str, frozenset[str]] = {
    "": ALL,
    Outcome.WAITING: ALL,
    Outcome.OWN: frozenset({Outcome.CLIENT}),
    Outcome.CLIENT: frozenset({Outcome.OWN}),
    Outcome.ELSEWHERE: frozenset(),
    Outcome.REFUSE: frozenset(),
}
"""Which decisions may follow the one that stands, in the same admission; after an appeal, any other."""
REASON_WORDS = {why.code: why.label for ruling in RULINGS.values() for why in ruling.reasons}


def reason_choices(outcome: str) -> list[tuple[str, Any]]:
    """Return the reasons of an outcome for a form."""
    return [(why.code, why.label) for why in RULINGS[outcome].reasons] if outcome in RULINGS else []
