"""How well a volunteer fits a family: pure rules. Points, and the reasons behind them as codes with plain values."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hamdeli.casework.models import Need
from hamdeli.places.distance import metres
from hamdeli.volunteers.choices import Skill, Time
from hamdeli.volunteers.models import Volunteer

SKILLS_FOR: dict[str, tuple[str, ...]] = {
    Need.GENERAL: (Skill.REPAIR, Skill.BOOKS, Skill.DRIVING),
    Need.EMPLOYMENT: (Skill.TRADE, Skill.BOOKS),
    Need.EDUCATION: (Skill.TEACHING,),
    Need.HEALTH: (Skill.NURSING, Skill.DRIVING),
    Need.SOCIAL_WORK: (Skill.COUNSELLING, Skill.LAW),
}
"""What helps a family whose need this is; the first skill counts most."""
FIRST_SKILL, OTHER_SKILL = 30, 15
LANGUAGE, TIME, DEGREE, FREE = 25, 15, 10, 10
NEAR = ((1_000, 25), (3_000, 18), (7_000, 8), (15_000, 3))
"""Metres, and the points of who lives no farther."""
FAR = 7_000
"""Whoever lives farther is not called near."""
THURSDAY, FRIDAY = 3, 4
"""Days of the week as `date.weekday` counts them."""


@dataclass(frozen=True)
class Wanted:
    """What a family needs, where it lives; if asked for, in which language, and when."""

    need: str
    latitude: float
    longitude: float
    language: str = ""
    times: Sequence[str] = ()


@dataclass(frozen=True)
class Offered:
    """What a volunteer brings, and how many more families the volunteer may help."""

    skills: Sequence[str]
    languages: Sequence[str]
    times: Sequence[str]
    grade: str
    latitude: float | None
    longitude: float | None
    held: int
    ceiling: int

    @property
    def free(self) -> int:
        """How many more families."""
        return max(0, self.ceiling - self.held)


@dataclass(frozen=True)
class Reason:
    """One reason: whether it speaks for the volunteer, and its plain values."""

    code: str
    good: bool
    params: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Fit:
    """The points and their reasons, the distance in metres where it is known."""

    points: int
    reasons: tuple[Reason, ...]
    distance: float | None


def fit(wanted: Wanted, offered: Offered) -> Fit:
    """Return how well they fit."""
    away = distance(wanted, offered)
    parts = [*skilled(wanted, offered), *spoken(wanted, offered), *timely(wanted, offered), near(away), room(offered)]
    return Fit(sum(points for points, _reason in parts), tuple(reason for _points, reason in parts), away)


def skilled(wanted: Wanted, offered: Offered) -> list[tuple[int, Reason]]:
    """Judge the skills by the need, and the degree."""
    wished = SKILLS_FOR.get(wanted.need, ())
    there = [skill for skill in wished if skill in offered.skills]
    points = sum(FIRST_SKILL if skill == wished[0] else OTHER_SKILL for skill in there)
    first = (points, Reason("skill", True, {"skills": there})) if there else (0, Reason("no_skill", False))
    if offered.grade != Volunteer.Grade.QUALIFIED:
        return [first]
    return [first, (DEGREE * (2 if wanted.need == Need.SOCIAL_WORK else 1), Reason("degree", True))]


def spoken(wanted: Wanted, offered: Offered) -> list[tuple[int, Reason]]:
    """Judge the language that was asked for, if any was."""
    if not wanted.language:
        return []
    speaks = wanted.language in offered.languages
    told = {"language": wanted.language}
    return [(LANGUAGE, Reason("language", True, told)) if speaks else (-LANGUAGE, Reason("no_language", False, told))]


def timely(wanted: Wanted, offered: Offered) -> list[tuple[int, Reason]]:
    """Judge the times that were asked for, if any were."""
    if not wanted.times:
        return []
    both = [time for time in wanted.times if time in offered.times]
    return [(TIME, Reason("time", True, {"times": both})) if both else (-TIME, Reason("no_time", False))]


def distance(wanted: Wanted, offered: Offered) -> float | None:
    """Return the metres between the two homes, or None where nobody knows."""
    if offered.latitude is None or offered.longitude is None:
        return None
    return metres(wanted.latitude, wanted.longitude, offered.latitude, offered.longitude)


def near(away: float | None) -> tuple[int, Reason]:
    """Judge the distance."""
    if away is None:
        return 0, Reason("no_place", False)
    points = next((points for most, points in NEAR if away <= most), 0)
    near_by = away <= FAR
    return points, Reason("near" if near_by else "far", near_by, {"metres": round(away)})


def room(offered: Offered) -> tuple[int, Reason]:
    """Judge the free places: an empty hand rather than a full one."""
    told = {"free": offered.free, "ceiling": offered.ceiling}
    if not offered.free:
        return 0, Reason("full", False, told)
    return round(FREE * offered.free / offered.ceiling), Reason("free", True, told)


def times_of(day: date) -> tuple[str, ...]:
    """Return the times of a day, as volunteers name them."""
    if day.weekday() == FRIDAY:
        return (Time.FRIDAYS,)
    if day.weekday() == THURSDAY:
        return (Time.THURSDAYS,)
    return (Time.MORNINGS, Time.AFTERNOONS)
