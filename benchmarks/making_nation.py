"""Inside the environment of a world on PostgreSQL: a country of synthetic rows made in SQL, computed from nothing."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from benchmarks.making_world import session_of
from hamdeli.accounts.models import Post, User
from hamdeli.accounts.roles import Role
from hamdeli.casework.aiding.kinds import load_aid_kinds
from hamdeli.centres.models import Centre
from hamdeli.insight.computing import compute
from hamdeli.insight.models import Reading
from hamdeli.insight.periods import MONTHS, last_day, period_of, running
from hamdeli.jobs.statistics import refresh_statistics
from hamdeli.places.loading import load_places
from hamdeli.places.models import Place

CENTRES = 7_500
SINCE = "DATE '2022-03-21'"
DAYS = 1_700

TABLES = (
    *("casework_aid", "casework_visit", "delegation_mandate", "casework_casefile"),
    *("households_person", "households_household"),
)
# Millions of rows are put in before their indexes are made, as a restored copy of a database would be.
INDEXES = """
SELECT i.indexname, i.indexdef FROM pg_indexes i WHERE i.tablename = ANY(%s)
  AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conname = i.indexname)"""
MEMORY = "SET maintenance_work_mem = '1GB'"

# Every row is a function of its number: the same country comes out every time. Guards are for people, asleep here.
ASLEEP = "SET session_replication_role = replica"
HOUSEHOLDS = """
INSERT INTO households_household (version, latitude, longitude, members_count, tenure, assets, language, created_at)
SELECT 1, 32, 51, 2, '', '[]', '', now() FROM generate_series({first}, {last}) n"""
PERSONS = """
INSERT INTO households_person (version, household_id, kinship, given_name, family_name, sex, birth_date, education,
  health, work, insurance, left_why)
SELECT 1, h.id, CASE k WHEN 0 THEN 'head' ELSE 'child' END, 'x', 'x', CASE (h.id + k) % 7 WHEN 0 THEN 'male'
  ELSE 'female' END, DATE '1935-01-01' + ((h.id * 37 + k * 9001) % 30000)::int, '',
  (ARRAY['well', 'chronic', 'special', 'disabled'])[1 + h.id % 4], '', '', ''
FROM households_household h CROSS JOIN generate_series(0, 1) k"""
FILES = """
INSERT INTO casework_casefile (version, code, household_id, province_id, county_id, need, cause, priority, state,
  coverage, discreet, opened_on, centre_id)
SELECT 1, 'N-' || h.id, h.id, c.province_id, c.county_id,
  (ARRAY['general', 'employment', 'education', 'health', 'social_work'])[1 + h.id % 5],
  (ARRAY['death', 'divorce', 'incapacity', 'illness', 'old_age'])[1 + h.id % 5], 3, 'active',
  CASE h.id % 10 WHEN 0 THEN 'own' ELSE 'client' END, false, {since} + ((h.id * 7) % {days})::int,
  CASE h.id % 3 WHEN 0 THEN c.id END
FROM households_household h JOIN (SELECT *, row_number() OVER (ORDER BY id) - 1 AS place FROM centres_centre) c
  ON c.place = h.id % {centres}"""
HANDOVER = """
INSERT INTO delegation_handover (version, code, act, province_id, state, made_at, proposal_code, files_count, digest)
SELECT 1, 'H-1', 'handover', min(province_id), 'standing', now(), '', 1, 'x' FROM centres_centre"""
MANDATES = """
INSERT INTO delegation_mandate (version, case_file_id, centre_id, handover_id, state, begun_at, answered_by, ended_by,
  reason, note, checklist, override_by, override_reason)
SELECT 1, f.id, f.centre_id, (SELECT min(id) FROM delegation_handover), 'accepted', f.opened_on + time '12:00', '', '',
  '', '', '{{}}', '', '' FROM casework_casefile f WHERE f.centre_id IS NOT NULL"""
VISITS = """
INSERT INTO casework_visit (version, case_file_id, purpose, state, planned_on, visitor_id, official, answers, facts,
  opinion, cancelled_why, made_by_id, made_at, done_on, done_at)
SELECT 1, 1 + n % {files}, 'regular', 'done', {since} + (n % {days})::int, {user}, '', '{{}}', 'x', '', '',
  {user}, now(), {since} + (n % {days} + n % 3 - 1)::int, now() FROM generate_series(1, {events}) n"""
AID = """
INSERT INTO casework_aid (case_file_id, household_id, kind_id, worth, quantity, source, province_id, county_id,
  centre_id, line_round, given_on, author_id, giver_id, override_reason, made_at)
SELECT f.id, f.household_id, (SELECT min(id) FROM casework_aidkind) + n % 13, 1000000 + n % 9000000, 1, '',
  f.province_id, f.county_id, f.centre_id, 0, {since} + (n % {days})::int, {user}, {user}, '', now()
FROM generate_series(1, {events}) n JOIN casework_casefile f ON f.id = 1 + n % {files}"""


def country() -> User:
    """Make places, centres, and the director general."""
    call_command("migrate", verbosity=0)
    load_places()
    load_aid_kinds()
    counties = list(Place.objects.filter(kind=Place.Kind.COUNTY).order_by("code"))
    Centre.objects.bulk_create(
        Centre(
            code=f"{county.code[:2]}-{number:05}",
            name="x",
            name_folded="x",
            province_id=county.parent_id or 0,
            county=county,
            kind=("neighbourhood", "specialised", "guild")[number % 3],
            latitude=county.latitude or 32,
            longitude=county.longitude or 51,
            capacity=600,
        )
        for number, county in ((number, counties[number % len(counties)]) for number in range(CENTRES))
    )
    user = User.objects.create_user("director", name_fa="x", name_en="x", demonstration=True)
    Post.objects.create(user=user, role=Role.DIRECTOR_GENERAL, place=Place.objects.get(code="IR"))
    return user


def people(first: int, last: int, events: int, user: User) -> None:
    """Add the families from one number to another, and the events of all."""
    told: dict[str, object] = {"first": first, "last": last, "files": last, "events": events // 2, "user": user.pk}
    told |= {"since": SINCE, "days": DAYS, "centres": CENTRES}
    texts = [HOUSEHOLDS, PERSONS, FILES, *([HANDOVER] if first == 1 else []), MANDATES, VISITS, AID]
    with connection.cursor() as cursor, without_indexes(cursor):
        cursor.execute(ASLEEP)
        for table in TABLES[:-1]:
            cursor.execute(f"TRUNCATE {table} RESTART IDENTITY CASCADE")
        for text in texts:
            cursor.execute(text.format(**told))
        cursor.execute("SET session_replication_role = DEFAULT")
    refresh_statistics()


@contextmanager
def without_indexes(cursor: Any) -> Iterator[None]:
    """Take the indexes of the great tables away, and make them anew at the end."""
    cursor.execute(MEMORY)
    cursor.execute(INDEXES, [list(TABLES)])
    found = cursor.fetchall()
    for name, _definition in found:
        cursor.execute(f'DROP INDEX "{name}"')
    yield
    for _name, definition in found:
        cursor.execute(definition)


def timed() -> float:
    """Compute the running year from nothing and return the seconds."""
    Reading.objects.all().delete()
    begun = time.perf_counter()
    compute(running(timezone.localdate()))
    return round(time.perf_counter() - begun, 2)


def tell(files: int, events: int) -> dict[str, Any]:
    """Make the country at half and at whole, compute each from nothing, and return what there is."""
    user, half = country(), files // 2
    people(1, half, events // 2, user)
    half_seconds = timed()
    people(half + 1, files, events, user)
    whole_seconds = timed()
    year = running(timezone.localdate()).year - 1
    compute(period_of(year, MONTHS, last_day(year, MONTHS)))
    return {
        "cookie": session_of(user),
        "half": half_seconds,
        "whole": whole_seconds,
        "readings": Reading.objects.count(),
        "addresses": ["/indicators/of/nation/IR/"],
    }


def main(arguments: list[str]) -> None:
    """Print it as the last line."""
    print(json.dumps(tell(int(arguments[0]), int(arguments[1]))))
