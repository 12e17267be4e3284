"""Why an act about inspections, findings and grades was refused, as a code with plain values, and as a sentence."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from hamdeli.centres.models import Finding, Inspection, Licence
from hamdeli.journal.refusals import Refusal
from hamdeli.questionnaires.checking import Fault

SENTENCES: dict[str, Any] = {
    "licence": _("The licence of the centre %(centre)s is %(licence)s: there is nothing to inspect."),
    "belongs": _("%(who)s belongs to the centre %(centre)s, and nobody inspects the own centre."),
    "no_inspector": _("%(who)s does not inspect centres there."),
    "planned_already": _("An inspection of this centre is planned already: %(planned)s."),
    "past": _("This day is over."),
    "too_far": _("Plan at most a year ahead."),
    "future": _("This day has not come yet."),
    "before_opening": _("The centre was not open yet on this day."),
    "not_yours": _("This inspection is planned for another inspector."),
    "no_form": _("No form for inspections is published. The deputy for family support publishes it."),
    "other_form": _("This form is not asked at this centre."),
    "answers": _("Some answers do not fit their questions."),
    "nothing_scored": _("This form has no points, so it gives no score: choose another one."),
    "words_missing": _("Say it in words."),
    "moved_on": _("This cannot be done: the inspection is %(state)s."),
    "own_signature": _("Who inspected does not sign for the centre."),
    "finding_moved_on": _("This cannot be done: the finding is %(state)s."),
    "findings_closed": _("Findings are written down before the inspection is signed."),
    "no_more_time": _("The new day must be after the old one."),
    "no_inspection": _(
        "No inspection within a year is signed by the centre, or has its refusal to sign noted: "
        "without one there is no grade."
    ),
    "graded_today": _("The centre was graded today already."),
    "table_weights": _("The weights are whole numbers from nothing to a hundred, and together exactly a hundred."),
    "table_thresholds": _("The thresholds fall from A to C, between a hundred and one."),
    "table_sizes": _("The first size class must end before the second."),
    "table_same": _("These are the weights that are in force already."),
}


class InspectionFault(Refusal):
    """The act is refused and nothing was stored. `answers` are the faults of single answers to the form."""

    sentences = SENTENCES

    def __init__(self, code: str, *, answers: Sequence[Fault] = (), **params: Any) -> None:
        super().__init__(code, **params)
        self.answers = list(answers)

    def said(self) -> dict[str, Any]:
        """Return the values as the sentence says them."""
        said = dict(self.params)
        if self.code == "finding_moved_on":
            said["state"] = Finding.State(said["state"]).label
        elif "state" in said:
            said["state"] = Inspection.State(said["state"]).label
        if "licence" in said:
            said["licence"] = Licence(said["licence"]).label
        return said
