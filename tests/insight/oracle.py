"""The indicators once more, in plain Python over exported rows: written from the definitions, not from the queries."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from hamdeli.casework.aiding.kinds import DEFAULTS
from hamdeli.casework.models import Aid, CaseFile, Counselling, Exit, Onward, Plan, Screening, Visit
from hamdeli.centres.models import Board, BoardMember, Capability, Centre, LicenceMove
from hamdeli.delegation.models import Mandate
from hamdeli.households.models import Person
from hamdeli.persian.calendar import months_after, year_bounds
from hamdeli.places.models import Place
from hamdeli.volunteers.models import Hours, Volunteer, VolunteerStep

Where = tuple[str | None, str | None, str | None]
Row = dict[str, Any]
ACTIVE = ("employment", "business", "graduation", "pension")


def day_of(moment: datetime) -> date:
    """Return the local day of a moment."""
    return timezone.localtime(moment).date()


def plain(model: Any) -> list[Row]:
    """Return all rows of a model as dictionaries."""
    return list(model.objects.values())


def keyed(model: Any) -> dict[int, Row]:
    """Return all rows of a model by their keys."""
    return {row["id"]: row for row in plain(model)}


class Exported:
    """All rows as plain dictionaries."""

    def __init__(self) -> None:
        self.places = keyed(Place)
        self.centres = keyed(Centre)
        self.files = keyed(CaseFile)
        self.persons = plain(Person)
        self.mandates = plain(Mandate)
        self.exits = plain(Exit)
        self.visits = plain(Visit)
        self.screenings = plain(Screening)
        self.sessions = [
            (row.held_on, row.group, row.case_files.values_list("pk", flat=True)) for row in Counselling.objects.all()
        ]
        self.aid = list(
            Aid.objects.values("kind__code", "kind__money", *(f.attname for f in Aid._meta.concrete_fields))
        )
        self.onward = plain(Onward)
        self.plans = plain(Plan)
        self.capabilities = plain(Capability)
        self.moves = sorted(plain(LicenceMove), key=lambda row: (row["at"], row["id"]))
        self.boards = keyed(Board)
        self.members = plain(BoardMember)
        self.volunteers = keyed(Volunteer)
        self.steps = plain(VolunteerStep)
        self.hours = plain(Hours)


class Oracle:
    """Counts everything for one period: `since` to `until`, both included."""

    def __init__(self, rows: Exported, since: date, until: date) -> None:
        self.rows, self.since, self.until = rows, since, until
        self.before = year_bounds(since_year(since) - 1)[1]

    # where a row lies

    def code(self, pk: int | None) -> str | None:
        """Return the code of a place."""
        return self.rows.places[pk]["code"] if pk else None

    def at_centre(self, pk: int | None) -> Where:
        """Return where a centre lies."""
        one = self.rows.centres[pk]  # type: ignore[index]
        return self.code(one["province_id"]), self.code(one["county_id"]), one["code"]

    def at_file(self, pk: int, centre: int | None) -> Where:
        """Return where a file lies, at a centre or at none."""
        file = self.rows.files[pk]
        code = self.rows.centres[centre]["code"] if centre else None
        return self.code(file["province_id"]), self.code(file["county_id"]), code

    def carrier(self, pk: int, day: date) -> int | None:
        """Return the centre that carried a file when a day ended."""
        found = [row for row in self.open_on(day) if row["case_file_id"] == pk]
        return max(found, key=lambda row: (row["begun_at"], row["id"]))["centre_id"] if found else None

    def open_on(self, day: date) -> list[Row]:
        """Return the mandates that were open when a day ended."""
        return [
            row
            for row in self.rows.mandates
            if day_of(row["begun_at"]) <= day and (row["ended_at"] is None or day_of(row["ended_at"]) > day)
        ]

    def within(self, day: date | None) -> bool:
        """Say whether a day lies in the period."""
        return day is not None and self.since <= day <= self.until

    # who was there

    def supported(self, day: date) -> list[int]:
        """Return the files of families under support when a day ended."""
        found = []
        for pk, file in self.rows.files.items():
            exits = [row for row in self.rows.exits if row["case_file_id"] == pk]
            ever = file["state"] == "active" or (file["state"] == "closed" and exits)
            gone = any(row["on"] <= day and not (row["reopened_on"] and row["reopened_on"] <= day) for row in exits)
            if ever and file["opened_on"] <= day and not gone:
                found.append(pk)
        return found

    def families(self, test: Callable[[Row], bool] = bool, day: date | None = None) -> list[Where]:
        """Return where the families under support are that pass a test."""
        day = day or self.until
        files = [pk for pk in self.supported(day) if test(self.rows.files[pk])]
        return [self.at_file(pk, self.carrier(pk, day)) for pk in files]

    def persons(self, test: Callable[[Row], bool] = bool) -> list[Where]:
        """Return where the members of families under support are that pass a test."""
        homes = {self.rows.files[pk]["household_id"]: pk for pk in self.supported(self.until)}
        there = [
            row
            for row in self.rows.persons
            if row["household_id"] in homes
            and not (row["left_on"] and row["left_on"] <= self.until)
            and not (row["birth_date"] and row["birth_date"] > self.until)
        ]
        found = [homes[row["household_id"]] for row in there if test(row)]
        return [self.at_file(pk, self.carrier(pk, self.until)) for pk in found]

    def aged(self, first: int, after: int) -> list[Where]:
        """Return the persons of an age, in Solar Hijri years."""
        oldest = months_after(self.until, -12 * after) if after else date.min
        youngest = months_after(self.until, -12 * first)
        return self.persons(lambda row: bool(row["birth_date"]) and oldest < row["birth_date"] <= youngest)

    def working(self) -> list[Row]:
        """Return the centres at work."""
        return [row for row in self.registered() if self.licence(row) == "active"]

    def licence(self, centre: Row) -> str:
        """Return the licence of a centre when the last day ended: its history, played up to then."""
        mine = [row for row in self.rows.moves if row["centre_id"] == centre["id"]]
        state: str = mine[0]["before"] if mine else centre["licence"]
        for row in mine:
            if day_of(row["at"]) <= self.until:
                state = row["after"]
        return state

    def registered(self) -> list[Row]:
        """Return the centres that were open by then, and not approved in principle only afterwards."""
        late = {r["centre_id"] for r in self.rows.moves if r["act"] == "approve" and day_of(r["at"]) > self.until}
        known = [row for pk, row in self.rows.centres.items() if pk not in late]
        return [row for row in known if not row["opened_on"] or row["opened_on"] <= self.until]

    def trustees(self) -> list[Where]:
        """Return the members of sitting boards of trustees."""
        found, working = [], {row["id"] for row in self.working()}
        for row in self.rows.members:
            board = self.rows.boards[row["board_id"]]
            gone = [day for day in (row["until"], board["ended_on"]) if day and day <= self.until]
            if (
                board["body"] == "trustees"
                and row["since"] <= self.until
                and not gone
                and board["centre_id"] in working
            ):
                found.append(self.at_centre(board["centre_id"]))
        return found

    def centres(self, test: Callable[[Row], bool] = bool) -> list[Where]:
        """Return the centres at work that pass a test."""
        return [self.at_centre(row["id"]) for row in self.working() if test(row)]

    def places(self, kind: str) -> list[Row]:
        """Return the places of a kind."""
        return [row for row in self.rows.places.values() if row["kind"] == kind]

    def done(self, rows: Iterable[Row], field: str, test: Callable[[Row], bool] = bool) -> list[Where]:
        """Return where files are about which something was done in the period, by who carried them at its end."""
        return [
            self.at_file(row["case_file_id"], self.carrier(row["case_file_id"], self.until))
            for row in rows
            if self.within(row[field]) and test(row)
        ]

    def exits(self, field: str = "on", test: Callable[[Row], bool] = bool) -> list[Where]:
        """Return the exits of the period."""
        rows = [row for row in self.rows.exits if self.within(row[field]) and test(row)]
        return [self.at_file(row["case_file_id"], row["centre_id"]) for row in rows]

    def aid(self, test: Callable[[Row], bool] = bool) -> list[tuple[Where, int]]:
        """Return the aid of the period with its worth."""
        back = {row["takes_back_id"] for row in self.rows.aid}
        return [
            (self.at_file_of(row), row["worth"])
            for row in self.rows.aid
            if self.within(row["given_on"]) and not row["takes_back_id"] and row["id"] not in back and test(row)
        ]

    def at_file_of(self, row: Row) -> Where:
        """Return where an aid says that it was given."""
        centre = self.rows.centres[row["centre_id"]]["code"] if row["centre_id"] else None
        return self.code(row["province_id"]), self.code(row["county_id"]), centre

    def helpers(self, grade: str = "") -> list[Where]:
        """Return the volunteers who helped on the last day."""
        begun = {s["volunteer_id"] for s in self.rows.steps if s["step"] == "activate" and s["on"] <= self.until}
        return [
            self.at_centre(row["centre_id"])
            for pk, row in self.rows.volunteers.items()
            if pk in begun
            and row["state"] in ("active", "left")
            and not (row["left_on"] and row["left_on"] <= self.until)
            and grade in ("", row["grade"])
        ]

    def attended(self, group: bool) -> list[Where]:
        """Return the families in sessions of one kind."""
        met = [pk for on, many, files in self.rows.sessions if self.within(on) and many == group for pk in files]
        return [self.at_file(pk, self.carrier(pk, self.until)) for pk in met]


def since_year(since: date) -> int:
    """Return the Solar Hijri year that begins on a day."""
    return next(year for year in range(1390, 1420) if year_bounds(year)[0] == since)


def tally(rows: Iterable[Where | tuple[Where, int]]) -> Counter[tuple[str, str]]:
    """Add rows up for the country, provinces, counties and centres."""
    found: Counter[tuple[str, str]] = Counter()
    for row in rows:
        where, number = row if isinstance(row[0], tuple) else (row, 1)
        province, county, centre = where
        if province:
            found["nation", "IR"] += number
            found["province", str(province)] += number
        if county:
            found["county", str(county)] += number
        if centre:
            found["centre", str(centre)] += number
    return found


KINDS = tuple(kind.code for kind in DEFAULTS)
