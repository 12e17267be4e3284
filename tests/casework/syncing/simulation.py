"""A world of phones, a network and one server, moved by a seed alone: whatever fails is had again with its seed.

The phones run the outbox that browsers run (`desk/phone/outbox.js`, in V8); the server is `receiving.take_in` on a real
database, with the handlers that the page has for visits, photographs, screenings and check-ins. Between them the
network drops, repeats, reorders and delays; clocks are wrong; pages are killed; the app is updated while forms wait.
`BUGS` are faults planted on purpose: each must be found, or the simulation finds nothing.
"""

import heapq
import json
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import Count
from py_mini_racer import MiniRacer

from hamdeli.accounts.models import User
from hamdeli.casework.aiding.giving import Gift, Hands, store
from hamdeli.casework.models import Aid, DeliveryLine, Note, Photo, Screening, Submission, Task, Visit
from hamdeli.casework.syncing.faults import SyncFault
from hamdeli.casework.syncing.handlers import handlers
from hamdeli.casework.syncing.keys import encoded
from hamdeli.casework.syncing.receiving import Form, form_of, take_in
from tests.casework.visiting.making import bytes_of_picture

OUTBOX = Path(__file__).parents[3] / "hamdeli/desk/static/desk/phone/outbox.js"
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
TODAY = BEGIN.date()
BUGS = (
    "forgets_when_it_sends",
    "new_key_each_time",
    "believes_any_answer",
    "boot_drops_what_was_on_its_way",
    "update_drops_what_waits",
    "server_takes_everything",
    "server_overwrites",
    "photo_overtakes",
    "drops_parts_early",
    "door_gives_twice",
)
State = dict[str, Any]


def engine() -> MiniRacer:
    """Return V8 with the outbox in it."""
    racer = MiniRacer()
    racer.eval(OUTBOX.read_text(encoding="utf-8"))
    racer.eval(
        """function step(kept, event) {
          const next = HamdeliOutbox.step(JSON.parse(kept), JSON.parse(event));
          return JSON.stringify([JSON.stringify(next.state), next.effects]);
        }"""
    )
    return racer


@dataclass
class Phone:
    """One phone: what it keeps (as text, as IndexedDB would), how wrong its clock is, whether it is switched on."""

    user: User
    skew: int
    kept: str = "null"
    finished: dict[str, Form] = field(default_factory=dict)
    parts: dict[str, State] = field(default_factory=dict)

    def waiting(self) -> set[str]:
        """Return the keys of what waits."""
        if '"key"' not in self.kept:
            return set()
        state = json.loads(self.kept)
        return {item["key"] for item in state["items" if state["version"] == 2 else "waiting"]}


@dataclass(frozen=True)
class Place:
    """Who has a phone, and what they can fill in: each gives kind, subject and body of a form."""

    users: list[User]
    forms: list[Callable[[random.Random, User], tuple[str, str, State]]]


class World:
    """All phones, the messages on their way, the clock (milliseconds), and the numbers of one seed."""

    def __init__(self, seed: int, place: Place, racer: MiniRacer, bug: str = "") -> None:
        self.chance = random.Random(seed)
        self.racer, self.bug, self.place = racer, bug, place
        self.now = 0
        self.phones = [Phone(user, self.chance.randrange(-(10**8), 10**8)) for user in place.users]
        self.on_the_way: list[tuple[int, int, Callable[[], None]]] = []
        self.numbers = 0
        self.handlers = {**handlers(TODAY), "note": note, "task": overwrite if bug == "server_overwrites" else done}
        if bug == "door_gives_twice":
            self.handlers["check_in"] = give_again

    # -- the phone

    def step(self, phone: Phone, event: State) -> None:
        """Let a phone take a step: keep the new state first, then do what it asks for."""
        kept, effects = json.loads(str(self.racer.call("step", phone.kept, json.dumps(event))))
        if self.bug == "forgets_when_it_sends" and effects:
            state, gone = json.loads(kept), {effect["key"] for effect in effects}
            state["items"] = [item for item in state["items"] if item["key"] not in gone]
            kept = json.dumps(state)
        phone.kept = kept
        if event["type"] == "answer":
            waiting = phone.waiting()
            phone.parts = {key: part for key, part in phone.parts.items() if key in waiting}
        for effect in effects:
            self.send(phone, effect)
        if self.bug == "drops_parts_early":
            phone.parts = {key: part for key, part in phone.parts.items() if not any(e["key"] == key for e in effects)}

    def finish(self, phone: Phone) -> None:
        """Somebody finishes a form on this phone; a visit with its photographs."""
        kind, subject, body = self.chance.choice(self.place.forms)(self.chance, phone.user)
        form = self.made(phone, kind, subject, body)
        photos = [
            self.made(phone, "photo", subject, photo(body, form["key"], self.numbers))
            for _ in range(body.pop("photos", 0))
        ]
        for _ in range(self.chance.choice([1, 1, 1, 2])):
            self.put(phone, form, None)
            for each in photos:
                self.put(phone, each, None if self.bug == "photo_overtakes" else form["key"])

    def made(self, phone: Phone, kind: str, subject: str, body: State) -> State:
        """Return a form as the phone finishes it."""
        self.numbers += 1
        finished = BEGIN + timedelta(milliseconds=self.now + phone.skew)
        values = {"key": f"key-{self.chance.getrandbits(64):016x}", "kind": kind, "subject": subject}
        return values | {"user": phone.user.pk, "finished_at": finished.isoformat(), "body": body}

    def put(self, phone: Phone, form: State, after: str | None) -> None:
        """Put a form into the outbox; a photograph stands beside it, as on the phone."""
        key = form["key"]
        phone.finished[key] = form_of(form)
        if form["kind"] == "photo":
            phone.parts[key] = form
        envelope = {"apart": True} if form["kind"] == "photo" else form
        self.step(phone, {"type": "finish", "key": key, "envelope": envelope, "after": after, "at": self.now})

    def kill(self, phone: Phone) -> None:
        """The page dies; later it is opened again, sometimes by a new version of the app."""
        if phone.kept != "null" and not phone.parts and self.chance.random() < 0.3:
            self.as_before_the_update(phone)
        state = json.loads(phone.kept)
        if self.bug == "update_drops_what_waits" and state and state["version"] == 1:
            phone.kept = "null"
        if self.bug == "boot_drops_what_was_on_its_way" and state and state["version"] == 2:
            state["items"] = [item for item in state["items"] if item["state"] != "sending"]
            phone.kept = json.dumps(state)
        self.step(phone, {"type": "boot", "at": self.now})

    def as_before_the_update(self, phone: Phone) -> None:
        """Leave what an older version would have left: it knew no photographs."""
        state = json.loads(phone.kept)
        waiting = [{"key": item["key"], "envelope": item["envelope"]} for item in state["items"]]
        phone.kept = json.dumps({"version": 1, "waiting": waiting})

    # -- the network

    def send(self, phone: Phone, effect: State) -> None:
        """Put a message on its way: lost, once or twice; and its answer likewise."""
        found = phone.parts.get(effect["key"]) if "apart" in effect["envelope"] else effect["envelope"]
        self.later(lambda: self.give_up(phone, effect), least=30_000)
        if found is None:
            return
        envelope = dict(found)
        if self.bug == "new_key_each_time" and effect["attempt"] > 1:
            envelope["key"] = f"new-{self.chance.getrandbits(64):016x}"
        for _ in range(self.chance.choice([0, 1, 1, 1, 2])):
            self.later(lambda: self.arrive(phone, effect, envelope))

    def give_up(self, phone: Phone, effect: State) -> None:
        """No answer has come for so long; the machine is asked only while the form is still there."""
        if effect["key"] in phone.kept:
            self.step(phone, {**answer_to(effect), "type": "failed", "at": self.now})

    def arrive(self, phone: Phone, effect: State, envelope: State) -> None:
        """The server gets a message and answers; the answer may be lost, doubled, or come to the wrong question."""
        receipt = self.serve(phone, envelope)
        event = {**answer_to(effect), "type": "answer", "receipt": receipt}
        if self.bug == "believes_any_answer":
            event["receipt"] = {"key": effect["key"], "state": "stored"} if self.chance.random() < 0.2 else receipt
        for _ in range(self.chance.choice([0, 1, 1, 2])):
            self.later(lambda: self.step(phone, {**event, "at": self.now}))
        if self.bug == "believes_any_answer" and phone.kept != "null":
            for item in json.loads(phone.kept)["items"]:
                wrong = {"type": "answer", "key": item["key"], "attempt": item["attempt"], "at": self.now}
                self.step(phone, {**wrong, "receipt": {"key": item["key"], "state": "stored"}})

    def later(self, deed: Callable[[], None], least: int = 1) -> None:
        """Do this after a while."""
        self.numbers += 1
        due = self.now + least + int(self.chance.expovariate(1 / 4000))
        heapq.heappush(self.on_the_way, (due, self.numbers, deed))

    # -- the server

    def serve(self, phone: Phone, envelope: State) -> State:
        """Take a form in, as the page would."""
        form = form_of(envelope)
        at = BEGIN + timedelta(milliseconds=self.now)
        if self.bug == "server_takes_everything":
            note(form, phone.user) if form.kind == "note" else None
            return {"key": form.key, "state": "stored"}
        kept = take_in(form, by=phone.user, at=at, handlers=self.handlers)
        return {"key": kept.key, "state": kept.state}

    # -- time

    def run(self, forms: int) -> None:
        """Finish so many forms, with everything that can happen in between; then let all come to rest."""
        for _ in range(forms):
            phone = self.chance.choice(self.phones)
            self.finish(phone)
            self.pass_time(self.chance.randrange(0, 20_000))
            if self.chance.random() < 0.35:
                self.kill(self.chance.choice(self.phones))
        for _ in range(40):
            if self.on_the_way or any(phone.waiting() for phone in self.phones):
                self.pass_time(20 * 60 * 1000)

    def pass_time(self, milliseconds: int) -> None:
        """Let time go by: messages arrive in the order of their time, phones wake."""
        until = self.now + milliseconds
        for phone in self.phones:
            if phone.waiting():
                self.step(phone, {"type": "wake", "at": self.now})
        while self.on_the_way and self.on_the_way[0][0] <= until:
            due, _number, deed = heapq.heappop(self.on_the_way)
            self.now = max(self.now, due)
            deed()
        self.now = until

    def faults(self) -> list[str]:
        """Say what was lost, doubled or overwritten."""
        finished = {key: form for phone in self.phones for key, form in phone.finished.items()}
        rows = list(Submission.objects.values_list("key", "kind", "state", "outcome"))
        times = Counter(key for key, *_rest in rows)
        found = [f"came {times[key]} times: {form.kind}" for key, form in finished.items() if times[key] != 1]
        found += [f"waits for ever: {key}" for phone in self.phones for key in phone.waiting()]
        found += [
            f"a photograph before its visit: {key}" for key, _, _, why in rows if why.get("fault") == "photo_alone"
        ]
        found += [f"nobody finished it: {key}" for key in times if key not in finished]
        return found + faults_of_records(
            list(finished.values()), Counter(kind for _, kind, state, _ in rows if state == "stored")
        )


def faults_of_records(finished: list[Form], stored: Counter[str]) -> list[str]:
    """Say which records do not fit the forms that were finished, and those that were stored."""
    found = []
    for form in finished:
        if form.kind == "note":
            count = Note.objects.filter(sealed=form.body["words"].encode()).count()
            found += [f"{count} notes of one form"] if count != 1 else []
    told = {form.body["result"] for form in finished if form.kind == "task"}
    results = Task.objects.filter(done_at__isnull=False, title="x").values_list("result", "version")
    found += [f"a result that was overwritten: {result}" for result, version in results if version != 2]
    found += [f"a result of nobody: {result}" for result, _ in results if result not in told]
    counted = {
        "screening": Screening.objects.count(),
        "check_in": Aid.objects.count(),
        "visit": Visit.objects.filter(state="done").count(),
        "photo": Photo.objects.count(),
    }
    found += [
        f"{stored[kind]} forms became {count}: {kind}" for kind, count in counted.items() if stored[kind] != count
    ]
    twice = Aid.objects.values("household").annotate(times=Count("pk")).filter(times__gt=1)
    return found + [f"given {row['times']} times to one household" for row in twice]


def answer_to(effect: State) -> State:
    """Return what names the question."""
    return {"key": effect["key"], "attempt": effect["attempt"]}


def note(form: Form, by: User) -> dict[str, Any]:
    """Make a note."""
    made = Note.objects.create(
        case_file_id=form.body["file"],
        sealed=form.body["words"].encode(),
        about_on=BEGIN.date(),
        made_by=by,
        made_at=BEGIN,
    )
    return {"note": made.pk}


def done(form: Form, by: User) -> dict[str, Any]:
    """Finish a task that nobody has finished."""
    task = Task.objects.select_for_update().get(pk=form.body["task"])
    if task.done_at is not None:
        raise SyncFault("already_done", result=task.result)
    return overwrite(form, by)


def overwrite(form: Form, by: User) -> dict[str, Any]:
    """Finish a task, whoever has finished it before."""
    task = Task.objects.get(pk=form.body["task"])
    task.done_at, task.done_by, task.result = BEGIN, by, form.body["result"]
    task.version += 1
    task.save()
    return {"task": task.pk}


def give_again(form: Form, by: User) -> dict[str, Any]:
    """Give at a door without asking whether it was given: a planted fault."""
    line = DeliveryLine.objects.select_related("delivery__kind", "delivery__centre", "case_file").get(
        code=form.body["code"]
    )
    delivery = line.delivery
    gift = Gift(kind=delivery.kind, worth=delivery.worth, source=delivery.source, given_on=TODAY)
    return {"aid": store(line.case_file, gift, delivery.centre, Hands(author=by, giver=by), None).pk}


def photo(visit: State, key: str, number: int) -> State:
    """Return the body of a photograph of a visit; each has a colour of its own."""
    said = {"shows": "roof", "consent": True, "consent_by": "mother", "face": False}
    return {"visit": visit["visit"], "form": key, **said, "picture": picture(number % 200)}


@cache
def picture(colour: int) -> str:
    """Return a small picture as a phone sends it."""
    return encoded(bytes_of_picture("PNG", size=(8, 8), colour=colour))
