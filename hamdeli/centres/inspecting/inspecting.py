"""Doing an inspection: the answers to the form of the day, what was seen, and the score that comes of it."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.centres.inspecting.belonging import require_foreign
from hamdeli.centres.inspecting.faults import InspectionFault
from hamdeli.centres.inspecting.steps import moved, required, told
from hamdeli.centres.models import Centre, Inspection
from hamdeli.questionnaires.answering import check_answers, keep, score, visible
from hamdeli.questionnaires.choosing import asked_in, editions_in_use
from hamdeli.questionnaires.content import Answers, Content, most_points, questions_of
from hamdeli.questionnaires.models import Edition, Purpose

LATEST = timedelta(days=60)
"""So long after the day an inspection may still be written down."""


@dataclass(frozen=True)
class Report:
    """What the inspector writes: the day, the form and its answers, facts, and an opinion."""

    done_on: date
    edition: Edition
    answers: Answers = field(default_factory=dict)
    facts: str = ""
    remarks: str = ""


def form_for(province_id: int) -> Edition | None:
    """Return the edition with which centres of a province are inspected now, or None where none was published.

    The province's own questionnaire goes before the country's.
    """
    found = editions_in_use(Purpose.INSPECTION, province_id)
    own = [edition for edition in found if edition.questionnaire.province_id]
    return next(iter([*own, *found]), None)


@transaction.atomic
def inspect(*, inspection: Inspection, report: Report, by: User, today: date, seen_version: int) -> Inspection:
    """Store the report of a planned inspection. Raises `InspectionFault` (`answers`: single answers) or `Conflict`."""
    fresh = moved(inspection, "do", seen_version)
    if fresh.inspector_id != by.pk:
        raise InspectionFault("not_yours")
    require_foreign(by, fresh.centre, timezone.now())
    require_day(fresh.centre, report.done_on, today)
    answers = counted(report.edition, report.answers, fresh.centre)
    result = score(report.edition.content, answers)
    fresh.edition, fresh.answers = report.edition, answers
    fresh.points, fresh.level = result.points, result.level or ""
    fresh.most = reachable(report.edition.content, answers)
    fresh.facts, fresh.remarks = required(report.facts), report.remarks.strip()
    fresh.done_on = report.done_on
    fresh.save()
    return told(fresh, "inspected", by, points=fresh.points, most=fresh.most, edition=report.edition.digest)


def require_day(centre: Centre, done_on: date, today: date) -> None:
    """Refuse a day that has not come, that is long over, or before the centre was opened."""
    if done_on > today:
        raise InspectionFault("future")
    if centre.opened_on and done_on < centre.opened_on:
        raise InspectionFault("before_opening")
    if done_on < today - LATEST:
        raise InspectionFault("past")


def counted(edition: Edition, answers: Answers, centre: Centre) -> Answers:
    """Return the answers that count; refuse a foreign form, and answers outside their questions."""
    asks = edition.questionnaire
    if asks.purpose != Purpose.INSPECTION or not asked_in(edition, centre.province_id):
        raise InspectionFault("other_form")
    faults = check_answers(edition.content, answers)
    if faults:
        raise InspectionFault("answers", answers=faults)
    kept = keep(edition.content, answers).answers
    if not reachable(edition.content, kept):
        raise InspectionFault("nothing_scored")
    return kept


def reachable(content: Content, answers: Answers) -> int:
    """Return the most points that could have been had for the questions that were asked."""
    asked = set(visible(content, answers))
    return sum(most_points(question) for question in questions_of(content) if question["code"] in asked)
