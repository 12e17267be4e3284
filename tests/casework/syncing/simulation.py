"""A world of phones, a network and one server, moved by a seed alone: whatever fails is had again with its seed.

The phones run the outbox that browsers run (`desk/phone/outbox.js`, in V8); the server is `receiving.take_in` on a real
database. Between them the network drops, repeats, reorders and delays; clocks are wrong; pages are killed; the app is
updated while forms wait. `BUGS` are faults planted on purpose: each must be found, or the simulation finds nothing.
"""

import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from py_mini_racer import MiniRacer

from hamdeli.accounts.models import User
from hamdeli.casework.models import Note, Task
from hamdeli.casework.models.phone import Submission
from hamdeli.casework.syncing.faults import SyncFault
from hamdeli.casework.syncing.receiving import Form, form_of, take_in

OUTBOX = Path(__file__).parents[3] / "hamdeli/desk/static/desk/phone/outbox.js"
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
BUGS = (
    "forgets_when_it_sends",
    "new_key_each_time",
    "believes_any_answer",
    "boot_drops_what_was_on_its_way",
    "update_drops_what_waits",
    "server_takes_everything",
    "server_overwrites",
)
State = dict[str, Any]


def engine() -> MiniRacer:
    """Return V8 with the outbox in it."""
    racer = MiniRacer()
    racer.eval(OUTBOX.read_text(encoding="utf-8"))
    racer.eval(
        "function step(text) { const [s, e] = JSON.parse(text); return JSON.stringify(HamdeliOutbox.step(s, e)); }"
    )
    return racer


@dataclass
class Phone:
    """One phone: what it keeps (as text, as IndexedDB would), how wrong its clock is, whether it is switched on."""

    user: User
    skew: int
    kept: str = "null"
    on: bool = True
    finished: dict[str, Form] = field(default_factory=dict)


class World:
    """All phones, the messages on their way, the clock (milliseconds), and the numbers of one seed."""

    def __init__(self, seed: int, users: list[User], tasks: list[Task], racer: MiniRacer, bug: str = "") -> None:
        self.chance = random.Random(seed)
        self.racer, self.bug, self.tasks = racer, bug, tasks
        self.now = 0
        self.phones = [Phone(user, self.chance.randrange(-(10**8), 10**8)) for user in users]
        self.on_the_way: list[tuple[int, Callable[[], None]]] = []
        self.numbers = 0
        self.sent: set[str] = set()

    # -- the phone

    def step(self, phone: Phone, event: State) -> None:
        """Let a phone take a step: keep the new state first, then do what it asks for."""
        answer = json.loads(str(self.racer.call("step", json.dumps([json.loads(phone.kept), event]))))
        state, effects = answer["state"], answer["effects"]
        if self.bug == "forgets_when_it_sends" and effects:
            gone = {effect["key"] for effect in effects}
            state["items"] = [item for item in state["items"] if item["key"] not in gone]
        phone.kept = json.dumps(state)
        for effect in effects:
            self.send(phone, effect)

    def finish(self, phone: Phone) -> None:
        """Somebody finishes a form on this phone: a note, or that a task is done."""
        self.numbers += 1
        key = f"key-{self.chance.getrandbits(64):016x}"
        finished = BEGIN + timedelta(milliseconds=self.now + phone.skew)
        task = self.chance.choice(self.tasks)
        kind, body = self.chance.choice(
            [
                ("note", {"words": f"words {self.numbers}", "file": task.case_file_id}),
                ("task", {"task": task.pk, "result": f"result {self.numbers}"}),
            ]
        )
        plain = {
            "key": key,
            "kind": kind,
            "subject": task.case_file.code,
            "user": phone.user.pk,
            "finished_at": finished.isoformat(),
            "body": body,
        }
        phone.finished[key] = form_of(plain)
        for _ in range(self.chance.choice([1, 1, 1, 2])):
            self.step(phone, {"type": "finish", "key": key, "envelope": plain, "at": self.now})

    def kill(self, phone: Phone) -> None:
        """The page dies; later it is opened again, sometimes by a new version of the app."""
        if phone.kept != "null" and self.chance.random() < 0.3:
            self.as_before_the_update(phone)
        state = json.loads(phone.kept)
        if self.bug == "update_drops_what_waits" and state and state["version"] == 1:
            phone.kept = "null"
        if self.bug == "boot_drops_what_was_on_its_way" and state and state["version"] == 2:
            state["items"] = [item for item in state["items"] if item["state"] != "sending"]
            phone.kept = json.dumps(state)
        self.step(phone, {"type": "boot", "at": self.now})

    def as_before_the_update(self, phone: Phone) -> None:
        """Leave what an older version would have left."""
        state = json.loads(phone.kept)
        waiting = [{"key": item["key"], "envelope": item["envelope"]} for item in state["items"]]
        phone.kept = json.dumps({"version": 1, "waiting": waiting})

    # -- the network

    def send(self, phone: Phone, effect: State) -> None:
        """Put a message on its way: lost, once or twice; and its answer likewise."""
        envelope = dict(effect["envelope"])
        if self.bug == "new_key_each_time" and effect["attempt"] > 1:
            envelope["key"] = f"new-{self.chance.getrandbits(64):016x}"
        copies = self.chance.choice([0, 1, 1, 1, 2])
        for _ in range(copies):
            self.later(lambda: self.arrive(phone, effect, envelope))
        self.later(lambda: self.step(phone, {**answer_to(effect), "type": "failed", "at": self.now}), least=30_000)

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
        self.on_the_way.append((self.now + least + int(self.chance.expovariate(1 / 4000)), deed))

    # -- the server

    def serve(self, phone: Phone, envelope: State) -> State:
        """Take a form in, as the page would."""
        form = form_of(envelope)
        at = BEGIN + timedelta(milliseconds=self.now)
        if self.bug == "server_takes_everything":
            note(form, phone.user) if form.kind == "note" else None
            return {"key": form.key, "state": "stored"}
        handlers = {"note": note, "task": overwrite if self.bug == "server_overwrites" else done}
        kept = take_in(form, by=phone.user, at=at, handlers=handlers)
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
            self.pass_time(20 * 60 * 1000)

    def pass_time(self, milliseconds: int) -> None:
        """Let time go by: messages arrive in the order of their time, phones wake."""
        until = self.now + milliseconds
        for phone in self.phones:
            self.step(phone, {"type": "wake", "at": self.now})
        while self.on_the_way and min(self.on_the_way, key=lambda due: due[0])[0] <= until:
            due = min(self.on_the_way, key=lambda due: due[0])
            self.on_the_way.remove(due)
            self.now = max(self.now, due[0])
            due[1]()
        self.now = until

    def faults(self) -> list[str]:
        """Say what was lost, doubled or overwritten."""
        found = []
        for phone in self.phones:
            state = json.loads(phone.kept)
            waiting = {item["key"] for item in state["items"]} if state else set()
            for key, form in phone.finished.items():
                rows = Submission.objects.filter(user=phone.user, key=key).count()
                if rows != 1 and key not in waiting:
                    found.append(f"lost or doubled in what was received: {key}, {rows} times")
                if rows == 1 and key in waiting:
                    found.append(f"received but still waiting: {key}")
                if form.kind == "note":
                    count = Note.objects.filter(sealed=form.body["words"].encode()).count()
                    found += [f"{count} notes of one form"] if count != 1 else []
        told = {form.body["result"] for phone in self.phones for form in phone.finished.values() if form.kind == "task"}
        results = Task.objects.filter(done_at__isnull=False).values_list("result", "version")
        found += [f"a result that was overwritten: {result}" for result, version in results if version != 2]
        found += [f"a result of nobody: {result}" for result, _ in results if result not in told]
        return found


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
