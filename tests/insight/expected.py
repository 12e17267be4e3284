"""What each indicator of the catalogue must say, by the oracle: numerators and denominators by area."""

from collections import Counter
from datetime import timedelta
from typing import Any

from hamdeli.casework.models import Cause, Coverage, Exit, Need
from hamdeli.centres.models import Kind, Licence, Setting, Speciality
from hamdeli.households.models import Health
from hamdeli.persian.calendar import months_after
from hamdeli.volunteers.models import Volunteer
from tests.insight.oracle import ACTIVE, KINDS, Oracle, Where, day_of, tally

Told = dict[str, tuple[Counter[tuple[str, str]], Counter[tuple[str, str]] | None]]
NEAR_LATITUDE, NEAR_LONGITUDE = 0.045, 0.054


def expected(at: Oracle) -> Told:
    """Return both parts of every indicator."""
    return of_centres(at) | of_files(at) | of_families(at) | of_persons(at) | of_course(at) | of_deeds(at)


def of_centres(at: Oracle) -> Told:
    """Return the indicators of centres."""
    working, people = tally(at.centres()), tally(population(at))
    every = [at.at_centre(row["id"]) for row in at.registered()]
    told: Told = {
        "centres": (working, None),
        "centres_registered": (tally(every), None),
        "centres_mosque": (tally(at.centres(lambda row: row["mosque_based"])), working),
        "people_per_centre": (people, working),
        "capacity": (tally((at.at_centre(row["id"]), row["capacity"]) for row in at.working()), None),
        "trustees": (tally(at.trustees()), None),
        "counties_without": (tally(empty_counties(at)), None),
        "cities_without": (tally(empty_cities(at)), None),
    }
    for licence in Licence.values:
        rows = [row for row in at.registered() if at.licence(row) == licence]
        told[f"centres_{licence}"] = (tally(at.at_centre(row["id"]) for row in rows), None)
    for field, values in (("kind", Kind.values), ("setting", Setting.values)):
        for value in values:
            found = at.centres(lambda row, field=field, value=value: row[field] == value)  # type: ignore[misc]
            told[f"centres_{field}_{value}"] = (tally(found), None)
    working_keys = {row["id"] for row in at.working()}
    for value in Speciality.values:
        able = [row for row in at.rows.capabilities if row["speciality"] == value and row["centre_id"] in working_keys]
        told[f"centres_speciality_{value}"] = (tally(at.at_centre(row["centre_id"]) for row in able), None)
    return told


def population(at: Oracle) -> list[tuple[Where, int]]:
    """Return the inhabitants of provinces and of counties."""
    provinces = [((row["code"], None, None), row["population"] or 0) for row in at.places("province")]
    return [*provinces, *(((None, row["code"], None), row["population"] or 0) for row in at.places("county"))]


def empty_counties(at: Oracle) -> list[Where]:
    """Return the counties where no centre is at work."""
    served = {row["county_id"] for row in at.working()}
    return [(at.code(row["parent_id"]), row["code"], None) for row in at.places("county") if row["id"] not in served]


def empty_cities(at: Oracle) -> list[Where]:
    """Return the cities without a centre at work near their middle."""
    found: list[Where] = []
    for city in at.places("city"):
        near = any(
            abs(row["latitude"] - city["latitude"]) <= NEAR_LATITUDE + 1e-12
            and abs(row["longitude"] - city["longitude"]) <= NEAR_LONGITUDE + 1e-12
            for row in at.working()
        )
        county = at.rows.places[city["parent_id"]]
        if not near:
            found.append((at.code(county["parent_id"]), county["code"], None))
    return found


def of_files(at: Oracle) -> Told:
    """Return the indicators of files and centres."""

    def mandates(rows: list[dict[str, Any]]) -> Counter[tuple[str, str]]:
        return tally(at.at_file(row["case_file_id"], row["centre_id"]) for row in rows)

    now = at.open_on(at.until)
    told: Told = {
        "files_delegated": (mandates(now), None),
        "files_delegated_growth": (mandates(now), mandates(at.open_on(at.before))),
        "capacity_used": (mandates(now), of_centres(at)["capacity"][0]),
        "files_per_worker": (
            mandates(now),
            tally((at.at_centre(row["id"]), row["social_workers"]) for row in at.working()),
        ),
    }
    for value in Setting.values:
        some = [row for row in now if at.rows.centres[row["centre_id"]]["setting"] == value]
        told[f"files_setting_{value}"] = (mandates(some), None)
    return told


def of_families(at: Oracle) -> Told:
    """Return the indicators of families."""
    whole, since = tally(at.families()), months_after(at.until, -6)
    seen = {row["case_file_id"] for row in at.rows.visits if row["done_on"] and since < row["done_on"] <= at.until}
    plans = {
        row["case_file_id"]
        for row in at.rows.plans
        if row["begun_on"] <= at.until and not (row["ended_on"] and row["ended_on"] <= at.until)
    }
    carried = {row["case_file_id"] for row in at.open_on(at.until)}
    told: Told = {
        "families": (whole, None),
        "families_waiting": (tally(at.families(lambda row: row["id"] not in carried)), None),
        "families_visited": (tally(at.families(lambda row: row["id"] in seen)), whole),
        "families_planned": (tally(at.families(lambda row: row["id"] in plans)), whole),
        "women_heads": (tally(at.persons(lambda p: p["kinship"] == "head" and p["sex"] == "female")), whole),
    }
    splits = {"coverage": Coverage.values, "need": Need.values, "cause": [*Cause.values, ""]}
    for field, values in splits.items():
        for value in values:
            found = at.families(lambda row, field=field, value=value: row[field] == value)  # type: ignore[misc]
            told[f"families_{field}_{value}"] = (tally(found), None)
    return told


def of_persons(at: Oracle) -> Told:
    """Return the indicators of persons."""
    whole = tally(at.persons())
    youngest = months_after(at.until, -12 * 18)
    told: Told = {
        "persons": (whole, None),
        "persons_share": (whole, tally(population(at))),
        "elderly_60_74": (tally(at.aged(60, 75)), None),
        "elderly_75_89": (tally(at.aged(75, 90)), None),
        "elderly_90": (tally(at.aged(90, 0)), None),
        "children": (tally(at.persons(lambda p: bool(p["birth_date"]) and p["birth_date"] > youngest)), None),
    }
    for value in Health.values:
        found = at.persons(lambda p, value=value: p["health"] == value)  # type: ignore[misc]
        told[f"persons_{value}"] = (tally(found), None)
    return told


def of_course(at: Oracle) -> Told:
    """Return the indicators of entries and exits."""
    left = {row["case_file_id"] for row in at.rows.exits}
    begun = [
        at.at_file(pk, at.carrier(pk, at.until))
        for pk, row in at.rows.files.items()
        if at.within(row["opened_on"]) and (row["state"] == "active" or (row["state"] == "closed" and pk in left))
    ]
    active = tally(at.exits(test=lambda row: row["reason"] in ACTIVE))
    told: Told = {
        "entries": (tally(begun), None),
        "exits": (tally(at.exits()), None),
        "exits_active": (active, None),
        "exits_passive": (tally(at.exits(test=lambda row: row["reason"] not in ACTIVE)), None),
        "self_sufficiency": (active, tally(at.families(day=at.before))),
        "reopened": (tally(at.exits("reopened_on")), None),
    }
    for reason in Exit.Reason.values:
        found = at.exits(test=lambda row, reason=reason: row["reason"] == reason)  # type: ignore[misc]
        told[f"exit_reason_{reason}"] = (tally(found), None)
    return told


def of_deeds(at: Oracle) -> Told:
    """Return the indicators of what was done, given and helped."""
    visits = tally(at.done(at.rows.visits, "done_on"))
    worth = tally(at.aid())
    onward = [
        at.at_file(row["case_file_id"], row["sender_id"])
        for row in at.rows.onward
        if at.since <= day_of(row["made_at"]) < at.until + timedelta(days=1)
    ]
    volunteers = at.rows.volunteers
    time = [
        (at.at_centre(volunteers[row["volunteer_id"]]["centre_id"]), row["minutes"])
        for row in at.rows.hours
        if at.within(row["on"]) and row["confirmed_at"]
    ]
    told: Told = {
        "visits": (visits, None),
        "visits_on_time": (
            tally(at.done(at.rows.visits, "done_on", lambda row: row["done_on"] <= row["planned_on"])),
            visits,
        ),
        "screenings": (tally(at.done(at.rows.screenings, "done_on")), None),
        "counselling_individual": (tally(at.attended(False)), None),
        "counselling_group": (tally(at.attended(True)), None),
        "onward": (tally(onward), None),
        "aid": (tally(where for where, _worth in at.aid()), None),
        "aid_worth": (worth, None),
        "aid_in_kind": (tally(at.aid(lambda row: not row["kind__money"])), worth),
        "volunteers": (tally(at.helpers()), None),
        "volunteer_hours": (tally(time), None),
    }
    for grade in Volunteer.Grade.values:
        told[f"volunteers_{grade}"] = (tally(at.helpers(grade)), None)
    for kind in KINDS:
        found = at.aid(lambda row, kind=kind: row["kind__code"] == kind)  # type: ignore[misc]
        told[f"aid_kind_{kind}"] = (tally(where for where, _worth in found), None)
    return told
