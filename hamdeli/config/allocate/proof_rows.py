"""The sheet of the proof: certificate, policy, and how long each stage took."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from hamdeli.config.allocate.outcome import Outcome
from hamdeli.config.allocate.words import gettext_noop as _
from hamdeli.sheets.writing import Heading, Sheet, Value

POLICY = {
    "distance_weight": _("A metre of distance weighs"),
    "lack_of_speciality": _("A lacking speciality weighs (metres)"),
    "moving": _("A change of centre weighs (metres)"),
    "other_county": _("A centre in another county weighs (metres)"),
    "may_leave_county": _("A file may leave its county"),
    "stay_base": _("Staying with the county office weighs (metres)"),
    "stay_per_priority": _("and for each step of priority (metres)"),
    "recall": _("and more where a centre carries the file today (metres)"),
    "tiers": _("Places up to a share of the capacity (‰) and their extra (metres)"),
    "ceiling_per_centre": _("Ceiling per centre"),
    "ceiling_per_worker": _("Ceiling per social worker"),
}


def proof_sheet(outcome: Outcome, seconds: dict[str, float]) -> Sheet:
    """Return the sheet of the proof."""
    words = outcome.words
    headings = [Heading(words("Item"), 52), Heading(words("Value"), 30)]
    note = words(
        "The bound is computed from the prices over all centres, apart from the search: no plan can cost less. "
        "Where cost and bound are equal, the plan is the best there is."
    )
    return Sheet(words("Proof and policy"), headings, proof_rows(outcome, seconds), words.right_to_left, [note])


def proof_rows(outcome: Outcome, seconds: dict[str, float]) -> Iterator[Sequence[Value]]:
    """Yield the certificate, the policy, the seconds."""
    words, certificate = outcome.words, outcome.solution.certificate
    yield words("Proved optimal"), words("yes") if certificate.optimal else words("no")
    yield words("Cost of the plan (metres)"), certificate.cost
    yield words("Bound: no plan can cost less (metres)"), certificate.bound
    yield words("Gap (metres)"), certificate.gap
    for name, value in asdict(outcome.problem.policy).items():
        yield words(POLICY.get(name, name)), shown(outcome, value)
    for stage, taken in seconds.items():
        yield words("Seconds: %(stage)s", stage=stage), round(taken, 3)


def shown(outcome: Outcome, value: object) -> Value:
    """Return a value of the policy as a cell."""
    words = outcome.words
    if value is None:
        return words("none")
    if isinstance(value, bool):
        return words("yes") if value else words("no")
    if isinstance(value, int):
        return value
    tiers = value if isinstance(value, tuple | list) else ()
    return words.comma.join(f"{words.shown(end)}: {words.shown(extra)}" for end, extra in tiers)
