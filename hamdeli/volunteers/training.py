"""Teaching a volunteer, and saying what the volunteer is: a social worker by degree, or an aide."""

from datetime import date

from django.db import transaction

from hamdeli.accounts.models import User
from hamdeli.persian.letters import clean
from hamdeli.volunteers.choices import Course
from hamdeli.volunteers.faults import VolunteerFault
from hamdeli.volunteers.models import Volunteer
from hamdeli.volunteers.moves import Act
from hamdeli.volunteers.steps import step, taken_up

MOST_HOURS = 120
MOST_WORDS = 120


@transaction.atomic
def train(
    *,
    volunteer: Volunteer,
    course: str,
    hours: int,
    on: date,
    by: User,
    today: date,
    seen_version: int,
    note: str = "",
) -> Volunteer:
    """Write down a course; the first makes a vetted applicant a trained one. Raises `VolunteerFault` or `Conflict`."""
    fresh = taken_up(volunteer, by=by, on=on, today=today, seen_version=seen_version)
    words = clean(note)[:MOST_WORDS]
    if course not in Course.values or (course == Course.OTHER and not words):
        raise VolunteerFault("course_missing")
    if not 1 <= hours <= MOST_HOURS:
        raise VolunteerFault("hours_unfit", most=MOST_HOURS)
    return step(fresh, Act.TRAIN, by=by, on=on, details={"course": course, "hours": hours, "note": words})


@transaction.atomic
def qualify(
    *, volunteer: Volunteer, grade: str, on: date, by: User, today: date, seen_version: int, degree: str = ""
) -> Volunteer:
    """Say what the volunteer is; a social worker needs a degree. Raises `VolunteerFault` or `Conflict`."""
    fresh = taken_up(volunteer, by=by, on=on, today=today, seen_version=seen_version)
    if grade not in Volunteer.Grade.values:
        raise VolunteerFault("word_unknown")
    words = clean(degree)[:MOST_WORDS] or fresh.degree
    if grade == Volunteer.Grade.QUALIFIED and not words:
        raise VolunteerFault("degree_missing")
    if (grade, words) == (fresh.grade, fresh.degree):
        raise VolunteerFault("nothing_new")
    values = {"grade": grade, "degree": words}
    return step(fresh, Act.QUALIFY, by=by, on=on, values=values, details={"grade": grade, "degree": words})
