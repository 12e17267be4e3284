"""What the events of a timeline are called, and what was written of them, in the reader's language."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hamdeli.casework.admission.steps import BY_KEY
from hamdeli.casework.models import (
    WEIGHING,
    AdmissionStep,
    Aid,
    Counselling,
    Decision,
    Document,
    Exit,
    FollowUp,
    Note,
    Onward,
    Plan,
    Referral,
    Review,
    Score,
    Screening,
    Step,
    Task,
    Visit,
)
from hamdeli.journal.sealing import unseal
from hamdeli.persian.digits import grouped, in_language


def nothing(row: Any) -> str:
    """Nothing was written, or nothing that belongs on a timeline."""
    return ""


def referral(row: Referral) -> str:
    """Who pointed the family out."""
    return _("Referred by: %(channel)s") % {"channel": row.get_channel_display()}


def step(row: AdmissionStep) -> str:
    """Which step of the admission was done."""
    known = BY_KEY.get(row.step)
    return _("Admission: %(step)s") % {"step": known.label if known else row.step}


def document(row: Document) -> str:
    """Which paper was brought."""
    return " · ".join(filter(None, [row.get_kind_display(), row.title]))


def score(row: Score) -> str:
    """The total."""
    return _("Score %(total)s") % {"total": grouped(row.total, language())}


def decision(row: Decision) -> str:
    """What was decided."""
    return _("Decided: %(outcome)s") % {"outcome": row.get_outcome_display()}


def note_of(row: Decision | Exit | FollowUp) -> str:
    """The words beside a code."""
    return row.note


def visit(row: Visit) -> str:
    """Why the family was visited."""
    return _("Visit: %(purpose)s") % {"purpose": row.get_purpose_display()}


def facts(row: Visit) -> str:
    """What the visitor saw; the opinion stays with the visit."""
    return row.facts


def facts_beside_weighing(row: Visit) -> str:
    """The same, for readers who do not learn how the family was judged."""
    return "" if row.purpose in WEIGHING else row.facts


def screening(row: Screening) -> str:
    """Which questionnaire was answered."""
    asked = row.edition.questionnaire
    return asked.title_fa if language() == "fa" else asked.title_en


def counselling(row: Counselling) -> str:
    """What a session was about; what was said stays sealed."""
    told = _("Counselling in a group: %(topic)s") if row.group else _("Counselling: %(topic)s")
    return told % {"topic": row.get_topic_display()}


def plan(row: Plan) -> str:
    """A plan was begun."""
    return _("A plan of empowerment was begun")


def plan_step(row: Step) -> str:
    """Which step was done."""
    return _("Step done: %(step)s") % {"step": row.words}


def evidence(row: Step) -> str:
    """By what one sees that a step is done."""
    return row.evidence


def review(row: Review) -> str:
    """How far the plan was."""
    counts = {"reached": in_language(row.reached, language()), "of": in_language(row.of, language())}
    return _("Review of the plan: %(reached)s of %(of)s steps done") % counts


def words(row: Review) -> str:
    """What was found at a review."""
    return row.words


def aid(row: Aid) -> str:
    """What was given, and its worth in rials."""
    name = row.kind.name_fa if language() == "fa" else row.kind.name_en
    told = _("Taken back: %(aid)s, %(worth)s rials") if row.takes_back_id else _("%(aid)s, %(worth)s rials")
    return told % {"aid": name, "worth": grouped(row.worth, language())}


def onward(row: Onward) -> str:
    """To which centre the family was referred, and how it stands."""
    names = {"centre": row.receiver.name, "state": row.get_state_display()}
    return _("Referred to %(centre)s: %(state)s") % names


def outcome(row: Onward) -> str:
    """What came of an onward referral."""
    return row.outcome


def task(row: Task) -> str:
    """What was done."""
    return _("Task done: %(task)s") % {"task": row.words}


def result(row: Task) -> str:
    """What came of it."""
    return row.result


def note(row: Note) -> str:
    """A note was written, or corrected."""
    return _("Correction of a case note") if row.corrects_id else _("Case note")


def unsealed(row: Note) -> str:
    """What the note tells."""
    return unseal(row.sealed)


def end(row: Exit) -> str:
    """How and why the support ended."""
    told = {"kind": row.get_kind_display(), "reason": row.get_reason_display()}
    return _("Exit (%(kind)s): %(reason)s") % told


def ended(_row: Exit) -> str:
    """That the support ended, for readers who do not learn why."""
    return _("The support ended")


def looked_after(_row: FollowUp) -> str:
    """That somebody asked after the family, for readers who do not learn how it was found."""
    return _("Follow-up after the exit")


def follow_up(row: FollowUp) -> str:
    """How the family was found after its exit."""
    return _("Follow-up after the exit: %(found)s") % {"found": row.get_found_display()}


def language() -> str:
    """The reader's language, in two letters."""
    return (get_language() or "fa")[:2]
