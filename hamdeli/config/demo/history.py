"""The history of delegation in one province: which file was with which centre, from when to when, and why it ended."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
from django.utils import timezone

from hamdeli.config.demo.calendar_of_work import EARLIER, GROWTH, LATELY, PAST, SEASONS, YEARS, Calendar
from hamdeli.config.demo.carrying import Carrying
from hamdeli.config.demo.seeds import Chance, Integers, draw
from hamdeli.delegation.checklists import checklist
from hamdeli.delegation.models import MandateState, Reason

ENDED_BEFORE, MOVED_EARLIER, DECLINED = 0.09, 0.010, 0.02
"""Shares: delegated files that had a centre before; moved this year; waiting files that a centre has declined."""
LIVELY_OFFERED = 14
ENDS = {
    MandateState.TRANSFERRED: 40,
    MandateState.RETURNED: 30,
    MandateState.RECALLED: 18,
    MandateState.DECLINED: 12,
}
REASONS: dict[str, dict[str, float]] = {
    MandateState.TRANSFERRED: {
        Reason.FAMILY_MOVED: 45,
        Reason.BETTER_CENTRE: 30,
        Reason.FAMILY_WISHES: 20,
        Reason.CENTRE_CLOSES: 5,
    },
    MandateState.RETURNED: {
        Reason.LACKS_SPECIALITY: 40,
        Reason.FAMILY_MOVED: 25,
        Reason.NO_CAPACITY: 20,
        Reason.NOT_FOUND: 15,
    },
    MandateState.RECALLED: {Reason.QUALITY: 45, Reason.FAMILY_WISHES: 35, Reason.CENTRE_CLOSES: 20},
    MandateState.DECLINED: {
        Reason.OUT_OF_AREA: 35,
        Reason.NO_CAPACITY: 35,
        Reason.LACKS_SPECIALITY: 18,
        Reason.KNOWN_TO_STAFF: 12,
    },
}
TASKS = (
    "بازدید شش‌ماهه خانواده",
    "پیگیری نوبت پزشک",
    "تکمیل مدارک بیمه",
    "ثبت‌نام فرزند در مدرسه",
    "پیگیری وام اشتغال",
    "استعلام دهک درآمدی",
)
PAPERS = ("پرونده مددکاری", "رونوشت شناسنامه‌ها")
PROMISES = ("بسته معیشتی ماه آینده", "معرفی به کارگاه خیاطی", "کمک‌هزینه دارو", "تعمیر آبگرمکن")


@dataclass
class Charge:
    """One mandate to be: file and centre by their numbers, the batch by county and moment number."""

    file: int
    centre: int
    batch: tuple[int, int]
    begun: datetime
    state: str
    answered: datetime | None = None
    ended: datetime | None = None
    reason: str = ""
    follows: "Charge | None" = None
    checklist: dict[str, Any] = field(default_factory=dict)


class History:
    """Writes the history of one province, season by season, as it would have come about."""

    def __init__(self, calendar: Calendar, carrying: Carrying, chance: Chance, lively: int) -> None:
        self.calendar, self.carrying, self.chance, self.lively = calendar, carrying, chance, lively
        self.moments: dict[tuple[int, int], datetime] = {}
        self.ended: list[Charge] = []
        self.standing: dict[int, Charge] = {}

    def moment(self, batch: tuple[int, int]) -> datetime:
        """The moment of a batch: drawn once."""
        if batch not in self.moments:
            number = batch[1]
            if number < PAST:
                self.moments[batch] = self.calendar.season_moment(number, self.chance)
            else:
                this_year = self.calendar.earlier_this_year if number == EARLIER else self.calendar.lately
                self.moments[batch] = this_year(self.chance)
        return self.moments[batch]

    def batch(self, file: int, number: int) -> tuple[int, int]:
        """The batch of the file's county at that moment number."""
        return int(self.carrying.counties[file]), number

    def delegate(self, files: Integers) -> None:
        """Hand over `files` through the seasons, growing as the published figure grew."""
        steps = np.diff([0.0, *GROWTH]) / SEASONS
        shares = np.repeat(steps, SEASONS)
        seasons = np.sort(self.chance.choice(PAST, len(files), p=shares / shares.sum()))
        for file, season in zip(self.chance.permutation(files).tolist(), seasons.tolist(), strict=True):
            centre = self.carrying.take(file, self.calendar.year_of(season), self.chance)
            self.standing[file] = self.accepted(file, centre, self.batch(file, season))
            if season and self.chance.random() < ENDED_BEFORE:
                self.precede(self.standing[file], season)

    def adopt(self, file: int, day: date, opened: int) -> None:
        """Hand one file to the lively centre in the season of `day`, or the first one after the centre was opened."""
        years = [self.calendar.year_of(season) for season in range(PAST)]
        began = [season for season in range(PAST) if self.calendar.season_begins(season) <= day]
        season = next((s for s in range(began[-1] if began else 0, PAST) if years[s] > opened), PAST - 1)
        self.standing[file] = self.accepted(file, self.lively, self.batch(file, season))
        self.carrying.free[self.lively] -= 1

    def leave(self, file: int, county: int, centre: int, season: int, left: datetime) -> datetime:
        """Let a file that is closed today have been with a centre until its support ended; return since when."""
        charge = self.accepted(file, centre, (county, season))
        charge.state, charge.ended, charge.reason = MandateState.CLOSED, left, Reason.SUPPORT_ENDED
        self.ended.append(charge)
        return charge.begun

    def accepted(self, file: int, centre: int, batch: tuple[int, int]) -> Charge:
        """A mandate that the centre has accepted within days."""
        begun = self.moment(batch)
        answered = self.calendar.at_most_now(begun + timedelta(hours=int(self.chance.integers(3, 200))))
        return Charge(file, centre, batch, begun, MandateState.ACCEPTED, max(begun, answered))

    def precede(self, charge: Charge, season: int) -> None:
        """Give a charge one that ended before it, at another centre."""
        others = [j for j in self.carrying.near[charge.file].tolist()[:8] if j != charge.centre]
        before = self.batch(charge.file, int(self.chance.integers(max(0, season - 5), season)))
        year = self.calendar.year_of(before[1])
        others = [j for j in others if self.carrying.opened[j] < year]
        if not others:
            return
        former = self.accepted(charge.file, others[int(self.chance.integers(len(others)))], before)
        state = draw(self.chance, {str(word): share for word, share in ENDS.items()}, 1)[0]
        self.end(former, state, charge.begun)
        if state == MandateState.TRANSFERRED:
            charge.follows = former
        self.ended.append(former)

    def end(self, charge: Charge, state: str, latest: datetime) -> None:
        """End a charge as `state`: a transfer at `latest`, the others some time before."""
        if state == MandateState.TRANSFERRED:
            charge.ended = latest
        elif state == MandateState.DECLINED:
            charge.ended = charge.answered = min(charge.answered or latest, latest)
        else:
            charge.ended = charge.begun + (latest - charge.begun) * float(self.chance.uniform(0.35, 0.9))
            charge.answered = min(charge.answered or charge.ended, charge.ended)
        charge.answered = min(charge.answered, charge.ended) if charge.answered else None
        charge.state, charge.reason = state, draw(self.chance, dict(REASONS[state]), 1)[0]
        charge.checklist = {} if state == MandateState.DECLINED else checked(self.chance)

    def move(self, file: int, centre: int, number: int, *, answered: bool) -> None:
        """Transfer a file to another centre this year."""
        former, batch = self.standing[file], self.batch(file, number)
        self.end(former, MandateState.TRANSFERRED, self.moment(batch))
        later = self.accepted(file, centre, batch)
        if not answered:
            later.state, later.answered = MandateState.OFFERED, None
        later.follows = former
        self.ended.append(former)
        self.standing[file] = later
        self.carrying.free[former.centre] += 1
        self.carrying.free[centre] -= 1

    def move_this_year(self) -> None:
        """Transfer a few files of the province to the centre next nearest."""
        files = list(self.standing)
        count = max(2, round(MOVED_EARLIER * len(files)))
        for file in self.chance.choice(files, count, replace=False).tolist():
            elsewhere = self.carrying.open_near(file, self.calendar.first_year + YEARS, slice(0, 10))
            elsewhere = [j for j in elsewhere if j not in (self.standing[file].centre, self.lively)]
            if elsewhere:
                self.move(file, elsewhere[0], EARLIER, answered=True)

    def delegate_this_year(self, files: list[int]) -> None:
        """Hand over as many this year as left the support since it began."""
        for file in files:
            centre = self.carrying.take(file, self.calendar.first_year + YEARS, self.chance)
            self.standing[file] = self.accepted(file, centre, self.batch(file, EARLIER))

    def give_to(self, centre: int, files: list[int], *, answered: bool) -> None:
        """Hand `files` that others carry to `centre` in the last days, as far as it has places."""
        for file in files[: max(0, int(self.carrying.free[centre]))]:
            self.move(file, centre, LATELY, answered=answered)

    def neighbours_files(self, centre: int, count: int) -> list[int]:
        """Files that another centre carries though `centre` is near; those of its own county come first."""
        county = self.carrying.centre_counties[centre]
        near = [
            file
            for file, charge in self.standing.items()
            if charge.centre != centre and charge.follows is None and centre in self.carrying.near[file, :6]
        ]
        own = [file for file in near if self.carrying.counties[file] == county]
        return (own or near)[:count]

    def decline(self, files: Integers) -> None:
        """A few of the waiting files were offered this year and declined."""
        for file in self.chance.choice(files, max(1, round(DECLINED * len(files))), replace=False).tolist():
            choice = self.carrying.open_near(file, self.calendar.first_year + YEARS, slice(None))
            if choice:
                charge = self.accepted(file, choice[0], self.batch(file, EARLIER))
                self.end(charge, MandateState.DECLINED, self.calendar.now)
                self.ended.append(charge)

    def first_begun(self) -> dict[int, date]:
        """The day on which each file was first handed over."""
        days: dict[int, date] = {}
        for charge in [*self.ended, *self.standing.values()]:
            day = timezone.localdate(charge.begun)
            days[charge.file] = min(day, days.get(charge.file, day))
        return days


def checked(chance: Chance) -> dict[str, Any]:
    """What was handed over with the file: open tasks, papers, promises made to the family."""
    tasks = [str(chance.choice(TASKS))] if chance.random() < 0.6 else []
    promises = [str(chance.choice(PROMISES))] if chance.random() < 0.3 else []
    return checklist(tasks=tasks, papers=PAPERS, promises=promises).plain()
