"""Why a scenario cannot be computed: a code with plain values, and its sentence."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hamdeli.jobs.running import JobFault

SENTENCES: dict[str, Any] = {
    "no_settlements": _("No settlement with coordinates is known here, so that no site can be proposed."),
    "no_people": _("Nobody is known to live here: the population of every settlement is zero or unknown."),
    "no_families": _("No family in need is known here that fits; choose people, or another speciality."),
    "too_many": _("Here are sites for %(most)s centres at most. Ask for fewer."),
    "too_few": _("Ask for at least one centre."),
    "reach": _("The reach must be more than zero."),
    "capacity": _("The capacity of a new centre must be more than zero."),
    "running": _("This scenario is being computed; wait for it, or stop it first."),
    "wrong_answer": _(
        "The independent check refused what was found. Nothing was stored; tell those who keep the system."
    ),
    "worker_died": _("The work broke off three times. Nothing was stored; run it again."),
    "unexpected": _("The work failed for a reason that we did not foresee. Nothing was stored."),
}


class CoverageFault(JobFault):
    """Something that its user understands and can mend. Nothing was stored."""

    sentences = SENTENCES


def sentence(code: str, params: dict[str, Any]) -> str:
    """Return the sentence of a fault as a job keeps it; a code without one is told as unexpected."""
    known = code if code in SENTENCES else "unexpected"
    try:
        return str(SENTENCES[known]) % params
    except KeyError:
        return str(SENTENCES["unexpected"])
