"""Where the simulation happens: two families, their tasks and visits, a list at a door, and three phones."""

import random
from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.casework.aiding.listing import What, Whom, approve_list, make_list
from hamdeli.casework.models import CaseFile, Task, Visit
from hamdeli.questionnaires.loading import load_defaults
from tests.casework.aiding.making import kind
from tests.casework.screening.making import CALM, VIOLENT, WORRIED, edition
from tests.casework.syncing.simulation import BEGIN, TODAY, Place
from tests.support.cast import Cast, case_file

Filled = tuple[str, str, dict[str, Any]]
Filling = Callable[[random.Random, User], Filled]


def place_of(cast: Cast) -> Place:
    """Make everything that phones can write about."""
    load_defaults(at=timezone.now())
    users = [cast.worker, cast.volunteer, cast.centre_head]
    files = [case_file(f"10-900000{number}", cast.kashan, centre=cast.mehr, worker=cast.worker) for number in range(2)]
    CaseFile.objects.update(aide=cast.volunteer)
    visits = visits_of(files[0], users)
    fillings = [notes(files), tasks(files[0], cast.worker), visiting(visits), screenings(files), doors(cast)]
    return Place(users, fillings)


def notes(files: list[CaseFile]) -> Filling:
    """Somebody writes a note."""
    return lambda chance, user: ("note", files[0].code, {"words": f"{chance.getrandbits(60)}", "file": files[0].pk})


def tasks(file: CaseFile, owner: User) -> Filling:
    """Somebody finishes one of three tasks."""
    made = Task.objects.bulk_create(
        Task(case_file=file, title="x", owner=owner, due_on=date(2026, 1, 5), made_by=owner, made_at=BEGIN)
        for _ in range(3)
    )

    def fill(chance: random.Random, user: User) -> Filled:
        return "task", file.code, {"task": chance.choice(made).pk, "result": f"result {chance.getrandbits(60)}"}

    return fill


def visits_of(file: CaseFile, users: list[User]) -> dict[int, list[Visit]]:
    """Plan two visits for each user, by their primary key."""
    found: dict[int, list[Visit]] = {}
    for number, user in enumerate([*users, *users]):
        planned = date(2026, 1, 1 + number)
        visit = Visit.objects.create(
            case_file=file, planned_on=planned, visitor=user, made_by=user, made_at=timezone.now()
        )
        found.setdefault(user.pk, []).append(visit)
    return found


def visiting(visits: dict[int, list[Visit]]) -> Filling:
    """Somebody writes a visit down, perhaps one that was told before, with up to two photographs."""

    def fill(chance: random.Random, user: User) -> Filled:
        visit = chance.choice(visits[user.pk])
        told = {"facts": f"facts {chance.getrandbits(60)}", "outcome": "continue", "reason": "stable"}
        body = {"visit": visit.pk, **told, "done_on": TODAY.isoformat(), "photos": chance.randrange(3)}
        return "visit", visit.case_file.code, body

    return fill


def screenings(files: list[CaseFile]) -> Filling:
    """Somebody screens one of the families."""
    asked = edition("social-harms").pk

    def fill(chance: random.Random, user: User) -> Filled:
        answers = chance.choice([CALM, WORRIED, VIOLENT]) | {"wish": f"{chance.getrandbits(60)}"}
        body = {"edition": asked, "answers": answers, "done_on": TODAY.isoformat()}
        return "screening", chance.choice(files).code, body

    return fill


def doors(cast: Cast) -> Filling:
    """Somebody checks one of two families in; the volunteer may not, which waits for a person."""
    what = What(title="Baskets", kind=kind(), worth=9_000_000, source="mosque", on=TODAY)
    delivery = make_list(centre=cast.mehr, whom=Whom(), what=what, author=cast.worker)
    codes = list(approve_list(delivery=delivery, by=cast.centre_head).lines.values_list("code", flat=True))

    def fill(chance: random.Random, user: User) -> Filled:
        body = {"delivery": delivery.pk, "code": chance.choice(codes), "given_on": TODAY.isoformat()}
        return "check_in", str(delivery.pk), body

    return fill
