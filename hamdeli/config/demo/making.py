"""Making the demonstration: both provinces in one transaction, from a seed and today's date."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

import numpy as np
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from hamdeli.accounts.models import User
from hamdeli.casework.aiding.kinds import load_aid_kinds
from hamdeli.casework.models import CaseFile
from hamdeli.centres.models import Capability, Centre, Speciality
from hamdeli.config.demo.bar import Tell
from hamdeli.config.demo.calendar_of_work import Calendar, moment
from hamdeli.config.demo.carrying import prepare
from hamdeli.config.demo.families import Families, draw_families
from hamdeli.config.demo.filing import Holding, opening_days, store_families, store_files
from hamdeli.config.demo.founding import Founded, found
from hamdeli.config.demo.ground import Ground, Spots, scatter, survey
from hamdeli.config.demo.handovers import store_history
from hamdeli.config.demo.history import LIVELY_OFFERED, History
from hamdeli.config.demo.life.family.people import reserve
from hamdeli.config.demo.life.family.story import SINCE
from hamdeli.config.demo.life.family.telling import tell_story
from hamdeli.config.demo.life.intake import store_referrals
from hamdeli.config.demo.life.living import live
from hamdeli.config.demo.life.newcomers.admitting import admit
from hamdeli.config.demo.life.newcomers.drawing import Newcomers, draw_newcomers
from hamdeli.config.demo.life.newcomers.filing import Making, store_newcomers
from hamdeli.config.demo.life.newcomers.leaving import say_goodbye
from hamdeli.config.demo.life.province import live_on
from hamdeli.config.demo.life.scene import Scene
from hamdeli.config.demo.life.visits import Rounds, rounds_of
from hamdeli.config.demo.life.workers import Workers, engage
from hamdeli.config.demo.national_codes import draw_national_codes
from hamdeli.config.demo.network.boards import settle_boards
from hamdeli.config.demo.network.bulletins import settle_bulletins
from hamdeli.config.demo.network.coverage import settle_coverage
from hamdeli.config.demo.network.founding import settle_foundings
from hamdeli.config.demo.network.inspections import settle_inspections
from hamdeli.config.demo.network.licences import settle_licences
from hamdeli.config.demo.network.support import settle_support
from hamdeli.config.demo.seeds import Chance, stream
from hamdeli.config.demo.sizes import SIZES, Size
from hamdeli.config.demo.staff import DEPUTIES, employ, employ_heads
from hamdeli.desk.demo.following import HEAD_CODE
from hamdeli.jobs.statistics import refresh_statistics
from hamdeli.persian.calendar import solar_year, year_bounds
from hamdeli.places.loading import load_places
from hamdeli.places.models import Place
from hamdeli.questionnaires.loading import load_defaults

PLACES, CENTRES = gettext_noop("Towns and villages"), gettext_noop("Centres")
HISTORY = gettext_noop("History of the mandates")
LIVES = gettext_noop("Visits, plans, aid")
NEWEST_CARRIES = 6
STORY = 0
# Where the national codes of each province begin, so that no code is drawn twice.
CODES = {"10": 700_000_000, "16": 800_000_000, "new": 900_000_000}


@dataclass(frozen=True)
class Province:
    """One province before it is stored."""

    size: Size
    ground: Ground
    spots: Spots
    families: Families
    founded: Founded
    lively: int
    newcomers: Newcomers
    story: int | None = None
    """The number of the family whose life can be followed."""


@transaction.atomic
def make(*, seed: int, today: date, tell: Tell, scale: float = 1.0) -> None:
    """Fill an empty, migrated database. The same arguments give the same records, but for keys, nonces and clock.

    `tell` is told the stage and how much of it is done.
    """
    tell(PLACES)
    load_places()
    load_aid_kinds()
    calendar = Calendar(today)
    tell(CENTRES)
    provinces = [draw_province(size.scaled(scale), seed, calendar) for size in SIZES]
    provinces[0] = with_story(provinces[0])
    extra = codes_of_newcomers(seed, provinces)
    for province in provinces:
        Centre.objects.bulk_create(province.founded.centres)
        Capability.objects.bulk_create(province.founded.capabilities())
    main = provinces[0]
    since = datetime.combine(year_bounds(solar_year(today) - 5)[0], time(4), UTC)
    lively = main.founded.centres[main.lively]
    load_defaults(at=since)
    staff = employ(lively=lively, since=since)
    for province in provinces:
        own = lively if province is main else None
        chance = stream(seed, province.size.province, "workers")
        workers = engage(province.founded.centres, chance, since=since, lively=own, staff=staff)
        fill(Filling(province, seed, calendar, tell, staff, workers, extra))
    settle_network(provinces, lively, staff, today, seed)
    store_referrals(lively, staff, today, stream(seed, "referrals"))
    look_over(staff, today)


def look_over(staff: dict[str, User], today: date) -> None:
    """Store what is computed from all records; a planner that takes the tables for empty joins them row by row."""
    refresh_statistics()
    settle_coverage(staff, today)
    settle_bulletins(staff, today)
    refresh_statistics()


def settle_network(
    provinces: Sequence[Province], lively: Centre, staff: dict[str, User], today: date, seed: int
) -> None:
    """Store what happens between the centres and the organisation: help, licences, applications."""
    settle_support(provinces[0].founded.centres, staff, today, stream(seed, "support"), lively)
    registered = {province.size.province: province.founded.centres for province in provinces}
    settle_licences(registered, lively, staff, today, stream(seed, "licences"))
    settle_foundings(staff, today, stream(seed, "foundings"))


def codes_of_newcomers(seed: int, provinces: Sequence[Province]) -> Iterator[str]:
    """National codes for those who are not under support; the last range is that of the family that is followed."""
    count = 100 + 2 * sum(int(province.newcomers.families.members.sum()) for province in provinces)
    drawn = draw_national_codes(stream(seed, "newcomers"), count, first=CODES["new"])
    return (code for code in drawn if not code.startswith(HEAD_CODE[:3]))


def draw_province(size: Size, seed: int, calendar: Calendar) -> Province:
    """Draw where people and centres are."""
    ground = survey(size.province)
    chance = stream(seed, size.province, "spots")
    spots = scatter(ground, chance, chance.random(size.files) < size.rural, power=1.0)
    families = draw_families(stream(seed, size.province, "families"), size.files)
    centres = stream(seed, size.province, "centres")
    founded = found(size, ground, spots, centres, newest=calendar.recent_day)
    lively = lively_of(founded, ground)
    new = draw_newcomers(
        *(size.files, size.rural, ground, founded, None if size.social_work else lively, calendar),
        stream(seed, size.province, "newcomers"),
    )
    return Province(size, ground, spots, families, founded, lively, new)


def with_story(province: Province) -> Province:
    """Let the first family be the one whose life can be followed: it lives near the centre where the staff work."""
    centre, spots = province.founded.centres[province.lively], province.spots
    reserve(province.families, STORY)
    if not province.founded.specialities[province.lively]:
        province.founded.specialities[province.lively].append(Speciality.EDUCATION)
    near = np.flatnonzero(province.ground.counties == centre.county_id)
    away = abs(province.ground.latitude[near] - centre.latitude) + abs(
        province.ground.longitude[near] - centre.longitude
    )
    spots.settlement[STORY] = near[away.argmin()]
    spots.latitude[STORY], spots.longitude[STORY] = centre.latitude + 0.006, centre.longitude - 0.004
    return replace(province, story=STORY)


def lively_of(founded: Founded, ground: Ground) -> int:
    """The number of the centre where the demonstration's staff work: the largest of the second most populous county."""
    counties = Place.objects.counties_of(ground.province).order_by("-population", "code").values_list("pk", flat=True)
    there = [centre.county_id for centre in founded.centres]
    county = [county for county in counties if county in there][:2][-1]
    numbers = [number for number, where in enumerate(there) if where == county]
    return max(numbers, key=lambda number: (founded.centres[number].capacity, -number))


@dataclass(frozen=True)
class Filling:
    """What is needed to fill one province: `extra` are national codes for those who are not under support."""

    province: Province
    seed: int
    calendar: Calendar
    tell: Tell
    staff: dict[str, User]
    workers: Workers
    extra: Iterator[str]

    def chance(self, name: str) -> Chance:
        """The numbers for one part of the work."""
        return stream(self.seed, self.province.size.province, name)


def fill(work: Filling) -> None:
    """Store the families, files and mandates of one province, and what happened in the families' lives."""
    work.tell(HISTORY)
    province, today = work.province, work.calendar.today
    history = write_history(province, work.seed, work.calendar)
    begun = bid_farewell(province, history)
    rounds = draw_rounds(history, today, work.chance("rounds"))
    if province.story is not None:
        rounds.pop(province.story)
    files = store_supported(work, history, rounds)
    making = Making(work.extra, work.chance("new"), today, work.tell)
    new = store_newcomers(province.newcomers, province.ground, begun, len(files) + 1, making)
    centres = province.founded.centres
    heads = employ_heads(centres, work.chance("heads"))
    place, deputy = province.ground.province, work.staff[DEPUTIES[province.size.province]]
    store_history(
        history, files=[*files, *new], centres=centres, province=place, deputy=deputy, heads=heads, tell=work.tell
    )
    work.tell(LIVES)
    live(files, rounds, work.workers, today, work.chance("life"))
    lively = centres[province.lively] if province.story is not None else None
    scene = Scene(files, rounds, centres, work.staff, heads, today, work.chance("province"), lively)
    live_beside(scene, province.newcomers, new, begun, work.workers)
    live_on(scene)
    settle_inspections(scene, work.chance("inspections"))
    if province.story is not None:
        tell_story(province.story, files, work.staff, today, heads)
    settle_boards(replace(scene, chance=work.chance("boards")))


def store_supported(work: Filling, history: History, rounds: dict[int, Rounds]) -> list[CaseFile]:
    """Store the families under support, with their files."""
    province, families, count = work.province, work.province.families, work.province.size.files
    days = opening_days(history.first_begun(), count, calendar=work.calendar, chance=work.chance("opening"))
    carriers = [history.standing.get(at) for at in range(count)]
    centres = province.founded.centres
    keys = [centres[charge.centre].pk if charge else None for charge in carriers]
    code = province.size.province
    codes = draw_national_codes(work.chance("codes"), int(families.members.sum()), first=CODES[code])
    households = store_families(families, province.spots, work.chance("persons"), codes, work.calendar.today, work.tell)
    holding = hold(keys, days, rounds, work.workers)
    return store_files(families, province.spots, province.ground, holding, households, work.tell)


def bid_farewell(province: Province, history: History) -> dict[int, date]:
    """Give those who left the mandate that ended with their support; return since when, by their numbers."""
    new, files = province.newcomers, province.size.files
    counties = province.ground.counties[new.spots.settlement]
    return {
        one.at: timezone.localdate(
            history.leave(files + one.at, int(counties[one.at]), one.centre, one.season, moment(one.left, 9))
        )
        for one in new.leavers
    }


def live_beside(
    scene: Scene, new: Newcomers, files: Sequence[CaseFile], begun: dict[int, date], workers: Workers
) -> None:
    """Store the lives of those who are not under support."""
    admit(scene, [(file, kind) for file, kind in zip(files, new.kinds, strict=True) if kind != "left"])
    say_goodbye(scene, [(files[one.at], one, begun[one.at]) for one in new.leavers], workers)


def hold(keys: list[int | None], days: list[date], rounds: dict[int, Rounds], workers: Workers) -> Holding:
    """Say of each file who carries it, since when it is open, who works on it and when the next visit is due.

    Nobody works on a file that its centre has not accepted.
    """
    hands = [workers.next_of(key if at in rounds else None) for at, key in enumerate(keys)]
    due = [rounds[at].due if at in rounds else None for at in range(len(keys))]
    return Holding(keys, days, [worker for worker, _ in hands], [aide for _, aide in hands], due)


def draw_rounds(history: History, today: date, chance: Chance) -> dict[int, Rounds]:
    """Draw the visits of the files that a centre carries and has accepted."""
    charges = sorted(history.standing.items())
    return {at: rounds_of(timezone.localdate(charge.begun), today, chance) for at, charge in charges if charge.answered}


def write_history(province: Province, seed: int, calendar: Calendar) -> History:
    """Draw who carried which file."""
    founded, size = province.founded, province.size
    chance = stream(seed, size.province, "history")
    opened = np.array([solar_year(centre.opened_on) for centre in founded.centres if centre.opened_on], dtype=np.int64)
    carrying = prepare(founded, province.spots, province.ground, province.families.need, opened, province.lively)
    history = History(calendar, carrying, chance, province.lively)
    files = chance.permutation(size.files)
    if province.story is not None:
        files = np.concatenate([[province.story], files[files != province.story]])
    fresh = size.delegated - province.newcomers.fresh(calendar.first_day)
    history.delegate(files[0 if province.story is None else 1 : fresh])
    history.move_this_year()
    history.delegate_this_year(files[fresh : size.delegated].tolist())
    if province.story is not None:
        history.adopt(province.story, calendar.today - timedelta(days=SINCE), int(opened[province.lively]))
    history.decline(files[size.delegated :])
    if size.social_work:
        newest = founded.specialities.index([Speciality.SOCIAL_WORK])
        needing = [at for at in history.standing if province.families.need[at] == Speciality.SOCIAL_WORK]
        history.give_to(newest, needing[:NEWEST_CARRIES], answered=True)
    carrying.open_reserve(province.lively, founded.centres[province.lively].capacity)
    history.give_to(province.lively, history.neighbours_files(province.lively, LIVELY_OFFERED), answered=False)
    return history
