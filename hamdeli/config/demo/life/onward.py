"""Families referred to specialised centres: waiting, asked back, accepted, declined, done, run out of time."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from itertools import cycle
from typing import Any

from hamdeli.accounts.models import User
from hamdeli.casework.models import CaseFile, Need, Onward, OnwardMessage
from hamdeli.casework.onward.sending import new_code
from hamdeli.centres.models import Capability, Centre
from hamdeli.config.demo.calendar_of_work import moment
from hamdeli.config.demo.life.rows import insert, next_key, take_up_keys
from hamdeli.config.demo.life.scene import Scene
from hamdeli.config.demo.seeds import draw

SHARE = 0.035
OF_LIVELY, FIRST = 0.1, 8
"""Of the lively centre's files: the first ones are all referred, of the others a share."""
STATES = {"sent": 20, "asked": 8, "accepted": 22, "declined": 14, "done": 30, "expired": 6}
AGES = {"sent": (0, 5), "asked": (1, 5), "accepted": (8, 50)}
"""Days since it was sent, of those that are open; the others are older."""
ENDED = frozenset({"declined", "done", "expired"})
WORDS = {
    Need.EMPLOYMENT: "سرپرست خانواده توان کار نیمه‌وقت دارد؛ آموزش مهارت و معرفی به کارفرما می‌خواهیم.",
    Need.EDUCATION: "دانش‌آموزی در پایهٔ هفتم در ریاضی عقب است؛ کلاس جبرانی و گفت‌وگو با مدرسه می‌خواهیم.",
    Need.HEALTH: "یکی از اعضا درمان را نیمه‌کاره گذاشته است؛ معاینه و پیگیری دارو می‌خواهیم.",
    Need.SOCIAL_WORK: "تنش در خانه زیاد است؛ چند نشست مشاورهٔ خانواده می‌خواهیم.",
}
OUTCOMES = {
    Need.EMPLOYMENT: "دوره را گذراند و در کارگاه بسته‌بندی مشغول شد.",
    Need.EDUCATION: "هشت جلسه کلاس برگزار شد و نمرهٔ میان‌نوبت بهتر شد.",
    Need.HEALTH: "معاینه شد و داروی سه ماه تهیه شد.",
    Need.SOCIAL_WORK: "شش نشست برگزار شد؛ خانواده آرام‌تر است.",
}
QUESTION = "چه روزهایی می‌توانند بیایند؟"
REASONS = tuple(word for word in Onward.Reason.values if word != Onward.Reason.OTHER)
ROW = (
    *("id", "code", "case_file_id", "sender_id", "receiver_id", "speciality", "asked_for", "need_shared"),
    *("ages_shared", "state", "reason", "outcome", "answer_by", "made_by_id", "made_at", "ended_at", "version"),
)
MESSAGE = ("onward_id", "words", "of_receiver", "made_by_id", "made_at")


def store_onward(scene: Scene) -> None:
    """Store the referrals, and the questions of those that were asked back."""
    able = able_centres(scene)
    sent = [(file, able[file.need]) for file in referred(scene) if able.get(file.need)]
    key = next_key(Onward)
    rows: list[tuple[Any, ...]] = []
    turns = cycle(STATES)
    for (file, centres), drawn in zip(sent, draw(scene.chance, dict(STATES), len(sent)), strict=True):
        receiver = receiver_of(file, centres, scene)
        state = next(turns) if scene.lively and scene.lively.pk in (file.centre_id, receiver and receiver.pk) else drawn
        if receiver is not None:
            rows.append(row(key + len(rows), file, receiver, state, scene))
    insert(Onward, ROW, rows)
    take_up_keys(Onward)
    insert(OnwardMessage, MESSAGE, questions(rows, scene))


def able_centres(scene: Scene) -> dict[str, list[Centre]]:
    """The licensed centres of the province by speciality."""
    known: dict[str, list[Centre]] = defaultdict(list)
    by_key = {centre.pk: centre for centre in scene.centres if centre.may_receive}
    pairs = Capability.objects.filter(centre__in=list(by_key)).order_by("pk")
    for centre, speciality in pairs.values_list("centre", "speciality"):
        known[speciality].append(by_key[centre])
    return known


def referred(scene: Scene) -> Iterator[CaseFile]:
    """Yield the files that are referred: a few, more of the lively centre's."""
    mine = [file for file in scene.of_lively() if file.need != Need.GENERAL]
    yield from mine[:FIRST]
    first = {file.pk for file in mine[:FIRST]}
    for file, _days in scene.visited():
        share = OF_LIVELY if scene.lively and file.centre_id == scene.lively.pk else SHARE
        if file.need != Need.GENERAL and file.pk not in first and scene.chance.random() < share:
            yield file


def receiver_of(file: CaseFile, centres: list[Centre], scene: Scene) -> Centre | None:
    """Another centre with the speciality: of the county where there is one; the lively one often."""
    others = [centre for centre in centres if centre.pk != file.centre_id]
    near = [centre for centre in others if centre.county_id == file.county_id]
    if scene.lively in near and scene.chance.random() < 0.5:
        return scene.lively
    choice = near or others
    return choice[int(scene.chance.integers(len(choice)))] if choice else None


def row(key: int, file: CaseFile, receiver: Centre, state: str, scene: Scene) -> tuple[Any, ...]:
    """The values of ROW."""
    least, most = AGES.get(state, (60, 400))
    sent = scene.today - timedelta(days=int(scene.chance.integers(least, most)))
    sent = max(sent, file.opened_on)
    until = sent + timedelta(days=68 if state in ("accepted", "done") else 7)
    ended = moment(until, 6) if state in ENDED else None
    reason = REASONS[int(scene.chance.integers(len(REASONS)))] if state == "declined" else ""
    outcome = OUTCOMES[Need(file.need)] if state == "done" else ""
    return (
        *(key, new_code(), file.pk, file.centre_id, receiver.pk, file.need, WORDS[Need(file.need)], True),
        *(True, state, reason, outcome, until, file.worker_id, moment(sent), ended, 1 if state == "sent" else 2),
    )


def questions(rows: list[tuple[Any, ...]], scene: Scene) -> Iterator[tuple[Any, ...]]:
    """Yield what the receiving centres ask."""
    codes = {centre.pk: centre.code for centre in scene.centres}
    users = dict(User.objects.filter(username__in=list(scene.heads.values())).values_list("username", "pk"))
    for one in rows:
        if one[9] == "asked":
            yield one[0], QUESTION, True, users[scene.heads[codes[one[4]]]], one[14] + timedelta(hours=20)
