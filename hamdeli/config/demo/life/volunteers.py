"""Volunteers of a share of the centres, in every state, with hours of three years, certificates, and families."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import connection
from django.db.models import F

from hamdeli.accounts.models import Post, User
from hamdeli.accounts.roles import Role
from hamdeli.casework.models import CaseFile
from hamdeli.centres.models import Centre
from hamdeli.config.demo.calendar_of_work import moment
from hamdeli.config.demo.life.hours import store_hours
from hamdeli.config.demo.life.rows import insert, next_key, take_up_keys
from hamdeli.config.demo.life.scene import Scene
from hamdeli.config.demo.names import FAMILIES, MEN_YOUNG, WOMEN_YOUNG
from hamdeli.config.demo.national_codes import draw_national_codes
from hamdeli.config.demo.seeds import Chance, draw
from hamdeli.journal.sealing import blind_index, seal
from hamdeli.persian.letters import fold
from hamdeli.places.languages import Language
from hamdeli.volunteers.choices import Skill, Time
from hamdeli.volunteers.models import Volunteer, VolunteerStep
from hamdeli.volunteers.moves import Act

SHARE, FEWEST, MOST, OF_LIVELY = 0.4, 2, 6, 14
FIRST_CODE = 900_000_000
YEARS = 3
STATES = {"active": 60, "applied": 9, "vetted": 7, "trained": 8, "refused": 5, "left": 11}
WAY = ("applied", "vetted", "trained", "active")
DEGREES = ("کارشناسی مددکاری اجتماعی", "کارشناسی روان‌شناسی", "کارشناسی ارشد مشاوره")
LANGUAGES = {"10": Language.LURI, "16": Language.KURDISH}
WHY = {"own": 40, "time": 30, "moved": 20, "ill": 10}
HELD = 3
"""Families that a volunteer of the demonstration helps at most; the ceiling is higher."""
VOLUNTEER = (
    *("id", "version", "centre_id", "county_id", "user_id", "name", "name_folded", "sealed", "code_index", "degree"),
    *("state", "grade", "skills", "languages", "times", "latitude", "longitude", "ceiling", "supervisor_id"),
    "applied_on",
)
STEP = ("volunteer_id", "step", "details", "on", "made_by_id", "made_at")


@dataclass
class Helper:
    """One volunteer before it is stored."""

    key: int
    centre: Centre
    state: str
    name: str
    grade: str
    began: date
    ended: date
    head: int
    supervisor: int
    answers: str
    """The sign-in name of the supervisor."""
    user: int | None = None
    helped: bool = False
    ceiling: int = 5
    minutes: int = 0
    steps: list[tuple[Any, ...]] = field(default_factory=list)


def store_volunteers(scene: Scene) -> None:
    """Store the volunteers of the province."""
    (chance,) = scene.chance.spawn(1)
    heads, workers = hands(scene)
    helpers = list(drawn(scene, chance, heads, workers))
    give_accounts(helpers, scene)
    codes = draw_national_codes(chance, len(helpers), first=FIRST_CODE)
    insert(Volunteer, VOLUNTEER, (row(helper, code, chance) for helper, code in zip(helpers, codes, strict=True)))
    take_up_keys(Volunteer)
    walk(helpers, chance)
    store_hours(helpers, scene.today, chance)
    insert(VolunteerStep, STEP, (step for helper in helpers for step in steps(helper, scene.today, chance)))
    give_families(helpers, scene)


def hands(scene: Scene) -> tuple[dict[str, int], dict[str, tuple[int, str]]]:
    """Return who leads and who supervises at each centre, by its code."""
    named = dict(User.objects.filter(username__in=scene.heads.values()).values_list("username", "pk"))
    heads = {code: named[name] for code, name in scene.heads.items() if name in named}
    held = Post.objects.filter(role=Role.SOCIAL_WORKER, until__isnull=True).order_by("-pk")
    workers = {code: (key, name) for code, key, name in held.values_list("centre_code", "user_id", "user__username")}
    if scene.lively is not None:
        workers[scene.lively.code] = (scene.staff["social-worker"].pk, "social-worker")
        heads[scene.lively.code] = scene.staff["centre-head"].pk
    return heads, workers


def drawn(scene: Scene, chance: Chance, heads: dict[str, int], workers: dict[str, tuple[int, str]]) -> Iterator[Helper]:
    """Draw who helps where, since when and until when."""
    key = next_key(Volunteer)
    given, families = [*WOMEN_YOUNG, *MEN_YOUNG], FAMILIES
    for centre in scene.centres:
        lively = scene.lively is not None and centre.pk == scene.lively.pk
        if centre.code not in heads or centre.code not in workers or not (lively or chance.random() < SHARE):
            continue
        count = OF_LIVELY if lively else int(chance.integers(FEWEST, MOST + 1))
        states = draw(chance, STATES, count)
        if lively:
            states[: len(STATES)] = list(STATES)
        for number, state in enumerate(states):
            days = int(chance.integers(70, 365 * YEARS))
            name = f"{given[int(chance.integers(len(given)))]} {families[int(chance.integers(len(families)))]}"
            own = lively and number == 0
            yield Helper(
                key=key,
                centre=centre,
                state=state,
                name=scene.staff["volunteer"].name_fa if own else name,
                grade="qualified" if own or chance.random() < 0.3 else "aide",
                began=scene.today - timedelta(days=365 * YEARS - 40 if own else days),
                ended=scene.today - timedelta(days=int(chance.integers(5, days - 60)))
                if state == "left"
                else scene.today,
                head=heads[centre.code],
                supervisor=workers[centre.code][0],
                answers=workers[centre.code][1],
                user=scene.staff["volunteer"].pk if own else None,
                helped=state in ("active", "left"),
                ceiling=12 if own else 5,
            )
            key += 1


def give_accounts(helpers: Sequence[Helper], scene: Scene) -> None:
    """Give an account and a post to all who help or helped. Nobody can sign in with them."""
    without = [helper for helper in helpers if helper.helped and helper.user is None]
    closed = {"is_active": False, "demonstration": True}
    users = User.objects.bulk_create(
        User(
            username=f"volunteer-{helper.centre.code}-{helper.key}",
            name_fa=helper.name,
            password=make_password(None),
            **closed,
        )
        for helper in without
    )
    for helper, user in zip(without, users, strict=True):
        helper.user = user.pk
    Post.objects.bulk_create(
        Post(
            user=user,
            role=Role.VOLUNTEER,
            place_id=helper.centre.county_id,
            centre_code=helper.centre.code,
            since=moment(helper.began),
            until=moment(helper.ended) if helper.state == "left" else None,
        )
        for helper, user in zip(without, users, strict=True)
    )


def row(helper: Helper, code: str, chance: Chance) -> tuple[Any, ...]:
    """Return the values of VOLUNTEER: everybody begins by applying."""
    phone = f"+98913{int(chance.integers(1_000_000, 9_999_999))}"
    skills = sorted({Skill.values[int(each)] for each in chance.integers(0, len(Skill.values), 2)})
    times = sorted({Time.values[int(each)] for each in chance.integers(0, len(Time.values), 2)})
    spoken = [Language.PERSIAN.value]
    own = LANGUAGES.get(helper.centre.code[:2])
    spoken += [own.value] if own and chance.random() < 0.3 else []
    centre, away = helper.centre, chance.normal(0, 0.012, 2)
    graded = helper.state in ("trained", "active", "left") or helper.helped
    return (
        *(helper.key, 1, centre.pk, centre.county_id, helper.user, helper.name, fold(helper.name)),
        *(seal(json.dumps({"national_code": code, "phone": phone})), blind_index(code)),
        DEGREES[helper.key % len(DEGREES)] if helper.grade == "qualified" else "",
        *("applied", helper.grade if graded else "", skills, spoken, times),
        *(centre.latitude + float(away[0]), centre.longitude + float(away[1])),
        *(helper.ceiling, helper.supervisor if helper.helped else None),
        helper.began - timedelta(days=45),
    )


def walk(helpers: Sequence[Helper], chance: Chance) -> None:
    """Lead everybody along the way to where they stand, step by step: the database refuses to jump."""
    far = {
        helper.key: 4 if helper.state == "left" else 2 if helper.state == "refused" else WAY.index(helper.state) + 1
        for helper in helpers
    }
    for number, state in enumerate(WAY[1:], 2):
        keys = [key for key, steps_taken in far.items() if steps_taken >= number]
        Volunteer.objects.filter(pk__in=keys).update(state=state, version=F("version") + 1)
    refused = [helper.key for helper in helpers if helper.state == "refused"]
    Volunteer.objects.filter(pk__in=refused).update(state="refused", version=F("version") + 1)
    whys = draw(chance, WHY, len(helpers))
    for helper, why in zip(helpers, whys, strict=True):
        if helper.state == "left":
            Volunteer.objects.filter(pk=helper.key).update(
                state="left", left_on=helper.ended, left_why=why, version=F("version") + 1
            )


def steps(helper: Helper, today: date, chance: Chance) -> Iterator[tuple[Any, ...]]:
    """Yield the steps that led a volunteer here."""
    took = ("applied", "vetted", "trained", "active", "left").index(
        {"refused": "vetted"}.get(helper.state, helper.state)
    )
    way: list[tuple[Act, dict[str, Any], date]] = [
        (Act.APPLY, {}, helper.began - timedelta(days=45)),
        (Act.VET, {"checked": ["identity", "record", "interview"], "note": ""}, helper.began - timedelta(days=30)),
        (Act.TRAIN, {"course": "first", "hours": 8, "note": ""}, helper.began - timedelta(days=14)),
        (Act.ACTIVATE, {"supervisor": helper.answers, "ceiling": helper.ceiling}, helper.began),
        (Act.LEAVE, {"why": "own", "note": ""}, helper.ended),
    ]
    for act, details, on in way[: took + 1]:
        yield helper.key, act.value, details, on, helper.head, moment(on)
        if act == Act.TRAIN:
            told = {
                "grade": helper.grade,
                "degree": DEGREES[helper.key % len(DEGREES)] if helper.grade == "qualified" else "",
            }
            yield helper.key, Act.QUALIFY.value, told, on, helper.head, moment(on, 8)
    if helper.state == "refused":
        on = helper.began - timedelta(days=20)
        yield helper.key, Act.REFUSE.value, {"why": "time", "note": ""}, on, helper.head, moment(on)
    yield from helper.steps


def give_families(helpers: Sequence[Helper], scene: Scene) -> None:
    """Give some of the centre's families to each active volunteer."""
    free: dict[int, list[CaseFile]] = {}
    for file, _days in scene.visited():
        if file.centre_id and file.aide_id is None and not file.discreet:
            free.setdefault(file.centre_id, []).append(file)
    given: list[tuple[int, int]] = []
    for helper in helpers:
        if helper.state != "active" or helper.user is None or helper.user == scene.staff["volunteer"].pk:
            continue
        files = free.get(helper.centre.pk, [])
        for file in files[: 1 + helper.key % HELD]:
            file.aide_id = helper.user
            given.append((helper.user, file.pk))
        del files[: 1 + helper.key % HELD]
    with connection.cursor() as cursor:
        cursor.executemany("UPDATE casework_casefile SET aide_id = %s WHERE id = %s", given)
