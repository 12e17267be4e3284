"""Whatever everybody tries in whatever order, a help request goes the ways of the table and no other."""

import os
import random
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from hamdeli.accounts.models import User
from hamdeli.journal.verifying import verify
from hamdeli.support.asking import act
from hamdeli.support.faults import SupportFault
from hamdeli.support.models import HelpMessage, HelpRequest
from hamdeli.support.moves import MOVES, Act, Move, Side, State
from tests.helping_centres.making import SATURDAY, request_of
from tests.support.cast import Cast

# Written down a second time on purpose: from which states, where to (empty: it stays), by which side.
LEGAL: dict[str, tuple[set[str], str, str]] = {
    "take": ({"new"}, "taken", "support"),
    "ask_back": ({"new", "taken"}, "waiting", "support"),
    "reply": ({"waiting"}, "taken", "centre"),
    "answer": ({"new", "taken", "waiting"}, "answered", "support"),
    "escalate": ({"new", "taken", "waiting"}, "", "support"),
    "confirm": ({"answered", "closed"}, "solved", "centre"),
    "reopen": ({"answered", "closed"}, "taken", "centre"),
    "close": ({"waiting", "answered"}, "closed", "support"),
    "withdraw": ({"new", "taken", "waiting"}, "withdrawn", "centre"),
}
PEOPLE = {"support": ("supporter", "participation"), "centre": ("centre_head", "worker")}
OTHERS = ("other_centre_head", "stranger", "county_head", "volunteer", "deputy", "inspector")


def walk(cast: Cast, steps: int, seed: int) -> dict[str, int]:
    """Try `steps` acts by anybody on a few requests; return how many were done, refused, and of which state came."""
    chance, now = random.Random(seed), SATURDAY
    done: dict[str, int] = dict.fromkeys(("done", "refused"), 0)
    requests: list[HelpRequest] = []
    for number in range(steps):
        if number % 25 == 0:
            requests = [request_of(cast, at=now) for _one in range(3)]
        now += timedelta(minutes=chance.randrange(1, 300))
        one = chance.choice(requests)
        attempt(cast, one, chance, now, done)
    return done


def attempt(cast: Cast, one: HelpRequest, chance: random.Random, now: datetime, done: dict[str, int]) -> None:
    """Try one act, and hold what came of it against what is legal."""
    before = HelpRequest.objects.get(pk=one.pk)
    name = chance.choice(list(LEGAL))
    states, after, side = LEGAL[name]
    fitting = chance.random() < 0.8
    who: User = getattr(cast, chance.choice(PEOPLE[side] if fitting else OTHERS))
    words = chance.choice(["said", "said", "said", ""])
    legal = fitting and before.state in states and bool(words or not MOVES[Act(name)].worded)
    try:
        act(request=one, deed=Act(name), by=who, now=now, seen_version=before.version, words=words)
        went = True
    except SupportFault:
        went = False
    assert went == legal, f"{name} of a request that was {before.state}, by {who}"
    fresh = HelpRequest.objects.get(pk=one.pk)
    done["done" if went else "refused"] += 1
    if not went:
        assert (fresh.state, fresh.version) == (before.state, before.version), "a refused act left a trace"
        return
    assert fresh.state == (after or before.state), f"{name} led elsewhere"
    assert fresh.version == before.version + 1
    assert fresh.first_answer_at in (before.first_answer_at, now), "the first answer moved"
    assert (fresh.solved_at is not None) == (fresh.state in ("answered", "solved")) or fresh.state == "closed"


def test_a_random_walk_stays_on_the_table(cast: Cast) -> None:
    done = walk(cast, 500, seed=1404)
    assert done["done"] > 80
    assert done["refused"] > 80
    assert verify().sound
    assert HelpMessage.objects.count() == done["done"]


@pytest.mark.long
def test_a_long_random_walk_stays_on_the_table(cast: Cast) -> None:
    steps = int(os.environ.get("HAMDELI_EXAMPLES", "100000"))
    done = walk(cast, steps, seed=1405)
    assert sum(done.values()) == steps
    assert verify().sound


@pytest.mark.parametrize(
    ("deed", "hole"),
    [
        (Act.CONFIRM, Move(MOVES[Act.CONFIRM].before | {State.TAKEN}, State.SOLVED, Side.CENTRE)),
        (Act.WITHDRAW, Move(MOVES[Act.WITHDRAW].before | {State.ANSWERED}, State.WITHDRAWN, Side.CENTRE)),
        (Act.CLOSE, Move(MOVES[Act.CLOSE].before, State.CLOSED, Side.CENTRE, worded=True)),
        (Act.ANSWER, Move(MOVES[Act.ANSWER].before, State.ANSWERED, Side.SUPPORT)),
    ],
)
def test_a_hole_in_the_table_is_found(cast: Cast, monkeypatch: pytest.MonkeyPatch, deed: Act, hole: Move) -> None:
    monkeypatch.setitem(MOVES, deed, hole)
    if deed == Act.ANSWER:
        monkeypatch.setattr("hamdeli.support.asking.ANSWERS", frozenset())
    with pytest.raises((AssertionError, IntegrityError)):
        walk(cast, 600, seed=1404)


@pytest.mark.parametrize(
    "leap", [{"state": "solved"}, {"state": "closed"}, {"words": "other words"}, {"centre": "noor"}, {"state": "lost"}]
)
def test_the_database_refuses_a_leap_of_anybody(cast: Cast, leap: dict[str, Any]) -> None:
    one = request_of(cast)
    values = {name: getattr(cast, value) if name == "centre" else value for name, value in leap.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        HelpRequest.objects.filter(pk=one.pk).update(**values)
    with pytest.raises(IntegrityError), transaction.atomic():
        HelpRequest.objects.filter(pk=one.pk).delete()
