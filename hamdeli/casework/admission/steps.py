"""The way of an admission: one table. Who may do a step, what comes before it, what it asks and what it needs."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.roles import Right
from hamdeli.casework.models import Cause, Document


@dataclass(frozen=True)
class Step:
    """One step. `needs` are keys of `needs.NEEDS`; a `record` does the step by itself: nobody ticks it.

    `not_by` names the steps whose doer may not do this one; `by_keeper`: of a discreet family only the named person.
    """

    key: str
    label: Any
    icon: str
    right: Right
    after: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    not_by: tuple[str, ...] = ()
    record: bool = False
    by_keeper: bool = False


STEPS: tuple[Step, ...] = (
    Step("interview", _("Interview"), "messages", Right.ADMIT, asks=("on", "words"), by_keeper=True),
    Step(
        "form",
        _("Admission form"),
        "clipboard-list",
        Right.ADMIT,
        after=("interview",),
        asks=("need", "cause", "supported_by", "consent"),
    ),
    Step(
        "household",
        _("Household and members"),
        "users-group",
        Right.ADMIT,
        after=("form",),
        needs=("head", "births", "home"),
    ),
    Step("documents", _("Documents"), "file-text", Right.ADMIT, after=("form",), needs=("papers",)),
    Step(
        "enquiry",
        _("Visit of enquiry"),
        "home-heart",
        Right.WORK,
        after=("form",),
        needs=("enquiry",),
        not_by=("interview",),
        record=True,
    ),
    Step("score", _("Score"), "gauge", Right.ADMIT, after=("household", "enquiry"), needs=("score",), record=True),
    Step(
        "decision",
        _("Decision of the commission"),
        "gavel",
        Right.DECIDE,
        after=("documents", "score"),
        needs=("decision",),
        record=True,
    ),
)
BY_KEY = {step.key: step for step in STEPS}
ENDED = "ended"

QUESTIONS: dict[str, Any] = {
    "on": _("Day of the interview"),
    "words": _("What the family says"),
    "need": _("Main need"),
    "cause": _("Cause of support"),
    "supported_by": _("Supported by another body"),
    "consent": _("The family agrees that this is written down"),
}
SEALED = frozenset({"words"})

SUPPORTERS = {
    "none": _("by none"),
    "welfare": _("by the welfare organisation"),
    "insurance": _("by an insurance"),
    "charity": _("by another charity"),
    "unknown": _("not known"),
}

PAPERS: dict[str, tuple[Document.Kind, ...]] = {
    Cause.DEATH: (Document.Kind.IDENTITY, Document.Kind.DEATH),
    Cause.DIVORCE: (Document.Kind.IDENTITY, Document.Kind.DIVORCE),
    Cause.INCAPACITY: (Document.Kind.IDENTITY, Document.Kind.INCAPACITY),
    Cause.ILLNESS: (Document.Kind.IDENTITY, Document.Kind.HEALTH),
    Cause.PRISON: (Document.Kind.IDENTITY, Document.Kind.PRISON),
    Cause.OLD_AGE: (Document.Kind.IDENTITY,),
    Cause.OTHER: (Document.Kind.IDENTITY,),
    "": (Document.Kind.IDENTITY,),
}
"""The papers without which the documents are not complete, by the cause of support."""
