"""Money of the lively centre in each state of its way through three people, and delivery lists that are closed."""

from datetime import date, timedelta
from typing import Any

from hamdeli.casework.aiding.codes import new_codes
from hamdeli.casework.models import Aid, AidKind, AidProposal, CaseFile, Delivery, DeliveryLine
from hamdeli.config.demo.calendar_of_work import moment
from hamdeli.config.demo.life.scene import Scene
from hamdeli.persian.calendar import from_solar, solar_year, to_solar
from hamdeli.persian.digits import to_persian

MILLION = 1_000_000
KINDS = (("rent", 45), ("treatment", 30), ("cash", 20), ("loan", 500))
SOURCES = ("کمک‌های مردمی", "صندوق مرکز", "خیّر ناشناس")
REFUSAL = "در همین ماه کمک گرفته‌اند؛ ماه آینده بررسی شود."
STATES = (*(["paid"] * 9), "proposed", "proposed", "approved", "approved", "refused", "withdrawn")
COME = 0.93


def store_money(scene: Scene) -> None:
    """Propose money for many families of the lively centre: most is handed out, some waits."""
    files = scene.of_lively()
    kinds = {kind.code: kind for kind in AidKind.objects.filter(money=True)}
    for number, file in enumerate(files[5::2]):
        code, most = KINDS[number % len(KINDS)]
        state = STATES[number % len(STATES)]
        ago = int(scene.chance.integers(20, 300)) if state in ("paid", "refused", "withdrawn") else number % 6
        on = max(file.opened_on, scene.today - timedelta(days=ago))
        worth = round(most * (0.5 + float(scene.chance.random()))) * MILLION
        what = {"kind": kinds[code], "worth": worth, "source": SOURCES[number % len(SOURCES)]}
        propose(scene, file, what, state, on)


def propose(scene: Scene, file: CaseFile, what: dict[str, Any], state: str, on: date) -> None:
    """Store one proposal in `state`, with the aid where it was handed out."""
    staff = scene.staff
    answered = state in ("paid", "approved", "refused")
    common = {**what, "case_file": file, "centre_id": file.centre_id, "author": staff["social-worker"]}
    common["approver"] = staff["centre-head"] if answered else None
    aid = None
    if state == "paid":
        where = {"household_id": file.household_id, "province_id": file.province_id, "county_id": file.county_id}
        aid = Aid.objects.create(**common, **where, given_on=on, giver=staff["county-head"], made_at=moment(on, 9))
    made = moment(on - timedelta(days=4)) if state == "paid" else moment(on, 4)
    AidProposal.objects.create(
        **common,
        state=state,
        aid=aid,
        answer=REFUSAL if state == "refused" else "",
        made_at=made,
        answered_at=made + timedelta(hours=18) if answered else None,
    )


def store_lists(scene: Scene) -> None:
    """The school kits of Mehr and the food baskets of last winter, handed out at the door of the lively centre."""
    year = solar_year(scene.today) - (to_solar(scene.today)[1] < 8)
    kits, food = from_solar(year, 6, 28), from_solar(solar_year(scene.today) - 1, 10, 30)
    deliver(scene, f"بستهٔ نوشت‌افزار مهر {to_persian(str(year))}", "school-kit", 4 * MILLION, kits)
    deliver(scene, "سبد شب یلدا", "food", 9 * MILLION, food)


def deliver(scene: Scene, title: str, kind: str, worth: int, on: date) -> None:
    """Store a closed list with what was handed out by it."""
    staff, centre = scene.staff, scene.lively
    if centre is None:
        return
    files = [file for file in scene.of_lively() if file.opened_on < on - timedelta(days=20)]
    delivery = Delivery.objects.create(
        title=title,
        centre=centre,
        kind=AidKind.objects.get(code=kind),
        worth=worth,
        source="پویش مهر" if kind == "school-kit" else "کمک‌های مردمی",
        on=on,
        state=Delivery.State.CLOSED,
        author=staff["social-worker"],
        approver=staff["centre-head"],
        made_at=moment(on - timedelta(days=12)),
        closed_at=moment(on, 14),
    )
    lines = DeliveryLine.objects.bulk_create(
        DeliveryLine(delivery=delivery, case_file=file, code=code)
        for file, code in zip(files, new_codes(len(files)), strict=True)
    )
    hand_out(scene, lines)


def hand_out(scene: Scene, lines: list[DeliveryLine]) -> None:
    """Store what was handed out by a list: nearly everybody came."""
    worker = scene.staff["social-worker"]
    Aid.objects.bulk_create(
        Aid(
            case_file=line.case_file,
            household_id=line.case_file.household_id,
            kind=line.delivery.kind,
            worth=line.delivery.worth,
            source=line.delivery.source,
            province_id=line.case_file.province_id,
            county_id=line.case_file.county_id,
            centre=line.delivery.centre,
            line=line,
            given_on=line.delivery.on,
            author=worker,
            giver=worker,
            made_at=moment(line.delivery.on, 9),
        )
        for line in lines
        if scene.chance.random() < COME
    )
