"""What the centres live on: boards, hours, papers, and the returns of the last months."""

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from django.db.models import Count
from django.utils import timezone

from hamdeli.accounts.models import Post, User
from hamdeli.casework.models import Document
from hamdeli.casework.vault import keep
from hamdeli.centres.living.months import Month, months_over
from hamdeli.centres.living.reporting import Counted
from hamdeli.centres.models import (
    BankAccount,
    Board,
    BoardMember,
    Body,
    Centre,
    CentrePaper,
    MonthlyReturn,
    OpeningHours,
    Seat,
    SpecialityCapacity,
    WorkerCapacity,
)
from hamdeli.centres.models.returns import COUNTED
from hamdeli.config.demo.life.scans import drawn
from hamdeli.config.demo.life.scene import Scene
from hamdeli.config.demo.names import FAMILIES, MEN_OLD, WOMEN_OLD
from hamdeli.config.demo.national_codes import draw_national_codes
from hamdeli.config.demo.seeds import Chance
from hamdeli.insight.returns import counted
from hamdeli.journal.sealing import blind_index, seal
from hamdeli.persian.iban import check_digits
from hamdeli.persian.letters import fold

CODES = {"10": 720_000_000, "16": 820_000_000}
"""Where the national codes of members begin: ranges that no family of the demonstration has."""
SEATS = (Seat.CHAIR, Seat.EXECUTIVE, Seat.TREASURER, Seat.MEMBER, Seat.MEMBER, Seat.MEMBER, Seat.MEMBER)
TERM, MONTHS, SENT = timedelta(days=730), 6, 0.88
PAPERS = (("statute", None), ("premises", 365), ("fire_safety", 365), ("health", 730))
WEEK, SHORT = range(5), 5
DEPUTY = {"10": "participation", "16": "ilam-participation"}


def settle_boards(scene: Scene) -> None:
    """Give every centre of the province its board, hours, papers, account and returns."""
    heads = {user.username: user for user in User.objects.filter(username__in=set(scene.heads.values()))}
    by = {centre.pk: heads[scene.heads[centre.code]] for centre in scene.centres}
    store_boards(scene, by)
    store_hours(scene)
    store_papers(scene, by)
    store_accounts(scene, by)
    store_returns(scene, by)
    if scene.lively:
        store_capacities(scene.lively)


def at(day: date, hour: int = 10) -> datetime:
    """Return a moment of a day."""
    return timezone.make_aware(datetime.combine(day, time(hour)))


def store_boards(scene: Scene, by: dict[int, User]) -> None:
    """Store the trustees of each centre, the executive board out of them, and, for older centres, those before."""
    chance, codes = scene.chance, codes_of(scene)
    boards: list[Board] = []
    members: list[BoardMember] = []
    for number, centre in enumerate(scene.centres):
        since = elected_on(centre, number, scene, chance)
        if centre.opened_on and centre.opened_on < since - TERM:
            old = board_row(centre, Body.TRUSTEES, since - TERM, by, ended=since)
            boards.append(old)
            members += [*seated(old, people(chance, codes, 5))]
        persons = people(chance, codes, 5 + int(chance.integers(0, 3)))
        boards += [board_row(centre, body, since, by) for body in Body]
        members += [*seated(boards[-2], persons), *seated(boards[-1], persons[:3])]
    Board.objects.bulk_create(boards)
    for member in members:
        member.board_id = member.board.pk
    BoardMember.objects.bulk_create(members)


def codes_of(scene: Scene) -> Iterator[str]:
    """National codes enough for all boards of the province."""
    first = CODES[scene.centres[0].province.code]
    return iter(draw_national_codes(scene.chance, 13 * len(scene.centres), first=first))


def elected_on(centre: Centre, number: int, scene: Scene, chance: Chance) -> date:
    """Return the day of the last election: a few terms are over, some end soon."""
    if centre == scene.lively:
        return scene.today - TERM + timedelta(days=52)
    back = int(chance.integers(20, 690)) if number % 12 else int(chance.integers(700, 790))
    day = scene.today - timedelta(days=back)
    return max(day, centre.opened_on) if centre.opened_on and centre.opened_on < scene.today else day


def board_row(centre: Centre, body: Body, since: date, by: dict[int, User], ended: date | None = None) -> Board:
    """Return the unsaved row of a board."""
    made = {"made_by": by[centre.pk], "made_at": at(since)}
    return Board(centre=centre, body=body, since=since, until=since + TERM, ended_on=ended, **made)


def people(chance: Chance, codes: Iterator[str], count: int) -> list[tuple[str, str, str]]:
    """Draw persons: name, national code, telephone."""
    given, family = chance.choice([*MEN_OLD, *WOMEN_OLD], count), chance.choice(FAMILIES, count)
    numbers = chance.integers(1_000_000, 9_999_999, count).tolist()
    names = [f"{first} {last}" for first, last in zip(given, family, strict=True)]
    return [(name, next(codes), f"+98913{number}") for name, number in zip(names, numbers, strict=True)]


def seated(board: Board, persons: Sequence[tuple[str, str, str]]) -> Iterator[BoardMember]:
    """Yield the unsaved members of a board."""
    for (name, code, phone), seat in zip(persons, SEATS, strict=False):
        yield BoardMember(
            board=board,
            centre=board.centre,
            name=name,
            name_folded=fold(name),
            sealed=seal(json.dumps({"national_code": code, "phone": phone})),
            code_index=blind_index(code),
            seat=seat,
            since=board.since,
            until=board.ended_on,
            left_why="پایان دوره" if board.ended_on else "",
        )


def store_hours(scene: Scene) -> None:
    """Store telephone and opening hours: Saturday to Wednesday, Thursday shorter."""
    opens = scene.chance.integers(7, 10, len(scene.centres)).tolist()
    numbers = scene.chance.integers(31_000_000, 38_999_999, len(scene.centres)).tolist()
    rows = []
    for centre, hour, number in zip(scene.centres, opens, numbers, strict=True):
        centre.phone = f"+98{'31' if centre.province.code == '10' else '84'}{number}"
        rows += [OpeningHours(centre=centre, weekday=day, opens=time(hour), closes=time(13, 30)) for day in WEEK]
        rows.append(OpeningHours(centre=centre, weekday=SHORT, opens=time(hour), closes=time(12)))
    OpeningHours.objects.bulk_create(rows)
    Centre.objects.bulk_update(scene.centres, ["phone"])


def store_papers(scene: Scene, by: dict[int, User]) -> None:
    """Store papers: most valid, some that expire soon or have expired, a few missing."""
    content = drawn(Document.Kind.HOUSING)
    kept = {"digest": keep(content), "content_type": "image/png", "size": len(content)}
    rows = []
    for centre in scene.centres:
        for number, (kind, valid) in enumerate(PAPERS):
            if scene.chance.random() < 0.06 and centre != scene.lively:
                continue
            left = int(scene.chance.integers(-25, valid)) if valid else 0
            left = 24 + 40 * number if centre == scene.lively else left
            expires = scene.today + timedelta(days=left) if valid else None
            issued = expires - timedelta(days=valid) if expires and valid else scene.today - timedelta(days=700)
            number_of = f"{int(scene.chance.integers(1000, 99999))}/{number + 1}"
            said = {"number": number_of, "issued_on": issued, "expires_on": expires}
            rows.append(
                CentrePaper(centre=centre, kind=kind, added_by=by[centre.pk], added_at=at(issued), **said, **kept)
            )
    CentrePaper.objects.bulk_create(rows)


def store_accounts(scene: Scene, by: dict[int, User]) -> None:
    """Store a confirmed account for most centres; a few wait for their answer."""
    deputy = scene.staff[DEPUTY[scene.centres[0].province.code]]
    rows = []
    for number, centre in enumerate(scene.centres):
        digits = f"{17 + number % 5:03}0{number + int(centre.province.code) * 1_000_000:018}"
        day = scene.today - timedelta(days=3 + number % 300)
        waits = number % 40 == 7 and centre != scene.lively
        answered = {} if waits else {"state": "confirmed", "answered_by": deputy, "answered_at": at(day, 12)}
        account = {"iban": f"IR{check_digits(digits)}{digits}", "holder": centre.name}
        rows.append(BankAccount(centre=centre, proposed_by=by[centre.pk], proposed_at=at(day), **account, **answered))
    BankAccount.objects.bulk_create(rows)


def store_returns(scene: Scene, by: dict[int, User]) -> None:
    """Store the returns of the last months; some centres are late, and the lively one has the last before it."""
    keys = [centre.pk for centre in scene.centres]
    rows = []
    for back, month in enumerate(months_over(scene.today, MONTHS)):
        figures = counted(keys, month)
        for centre in scene.centres:
            if sends(scene, centre, month, back):
                rows.append(return_row(scene, centre, month, figures[centre.pk], by[centre.pk]))
    MonthlyReturn.objects.bulk_create(rows)


def sends(scene: Scene, centre: Centre, month: Month, back: int) -> bool:
    """Say whether a centre has submitted the return of a month."""
    drawn_number = scene.chance.random()
    if centre == scene.lively:
        return back > 0
    open_then = centre.opened_on is None or centre.opened_on <= month.last
    return open_then and drawn_number < (SENT if back else SENT - 0.3)


def return_row(scene: Scene, centre: Centre, month: Month, told: Counted, head: User) -> MonthlyReturn:
    """Return the unsaved return of a month: as the records count, but for a few visits on paper."""
    more = int(scene.chance.integers(1, 4)) if scene.chance.random() < 0.1 else 0
    said = {name: told.figures[name] for name in COUNTED}
    said["visits"] += more
    day = min(month.last + timedelta(days=int(scene.chance.integers(1, 12))), scene.today)
    return MonthlyReturn(
        centre=centre,
        year=month.year,
        month=month.number,
        **said,
        donors=int(scene.chance.integers(4, 60)),
        helpers=int(scene.chance.integers(0, 9)),
        counted=dict(told.figures),
        reasons={"visits": "بازدیدهایی که هنوز وارد سامانه نشده‌اند"} if more else {},
        kinds=[list(kind) for kind in told.kinds],
        submitted_by=head,
        submitted_at=at(day, 11),
    )


def store_capacities(centre: Centre) -> None:
    """Say of the lively centre how much its social workers can carry, and its specialities."""
    workers = Post.objects.filter(centre_code=centre.code, role="social_worker", until__isnull=True)
    keys = list(workers.order_by("pk").values_list("user", flat=True))
    each = -(-centre.capacity // max(1, len(keys))) + 4
    loads = dict(centre.case_files.filter(worker__in=keys).order_by().values_list("worker").annotate(many=Count("pk")))
    WorkerCapacity.objects.bulk_create(
        WorkerCapacity(centre=centre, worker_id=key, files=max(each, loads.get(key, 0) + 2)) for key in keys
    )
    names = centre.capabilities.order_by("speciality").values_list("speciality", flat=True)
    SpecialityCapacity.objects.bulk_create(
        SpecialityCapacity(centre=centre, speciality=name, families=25) for name in names
    )
