"""Random steps of random people on two admissions: what was done is what the rules, written a second time, allow.

People with two posts, one whose post ended this morning, and a stranger are among them.
"""

import os
import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from hamdeli.accounts.models import Post, User
from hamdeli.casework.admission import doing, way
from hamdeli.casework.admission.faults import AdmissionFault
from hamdeli.casework.admission.steps import BY_KEY, STEPS
from hamdeli.casework.models import Admission, AdmissionStep
from tests.casework.admission.making import enquired, paper, scored, settle, step
from tests.casework.referral.making import referred, taken_up
from tests.support.cast import Cast, user
from tests.support.machines import undo

LENGTH = 40
KEYS = [each.key for each in STEPS]
BEFORE = {"interview": set(), "form": {"interview"}, "household": {"form"}, "documents": {"form"}}
LEADERS = {"county_head", "admission_worker", "both"}
VISITORS = ["both", "county_head", "enquiring_worker"]


class World:
    """Two families in admission, one of them discreet, and what is known of each by the second writing."""

    def __init__(self, cast: Cast, people: dict[str, User], seed: int) -> None:
        self.chance, self.people, self.clock = random.Random(seed), people, 1
        plain = taken_up(cast, referred(cast, key="plain"))
        hidden = referred(cast, key="hidden", discreet=True, keeper=cast.enquiring_worker)
        files = [plain, taken_up(cast, hidden, user=cast.county_head)]
        self.admissions = [Admission.objects.get(case_file=file) for file in files]
        self.last: list[dict[str, tuple[str, int]]] = [{}, {}]
        self.home, self.papers = [False, False], [False, False]

    def may(self, which: int, key: str, name: str) -> bool:
        """Say whether the second writing of the rules allows the step."""
        if key not in BEFORE:
            return False
        who = self.who(which, key)
        ready = {"household": self.home[which], "documents": self.papers[which]}.get(key, True)
        return name in who and set(self.last[which]) >= BEFORE[key] and ready

    def who(self, which: int, key: str) -> set[str]:
        """Say whose the step is, by the second writing."""
        if which == 0:
            return LEADERS
        return {"enquiring_worker"} if key == "interview" else {"county_head"}

    def ready(self, which: int) -> bool:
        """Say whether the commission may decide."""
        last = self.last[which]
        if not set(last) >= {*BEFORE, "enquiry", "score"}:
            return False
        return last["enquiry"][0] != last["interview"][0] and last["score"][1] >= last["household"][1]

    def act(self) -> None:
        """Do something, and compare."""
        self.clock += 1
        which, name = self.chance.randrange(2), self.chance.choice(sorted(self.people))
        deed = self.chance.choice([self.try_step, self.try_step, self.go_on, self.go_on, self.record, self.record])
        deed(which, name)
        self.compare(which)

    def try_step(self, which: int, name: str) -> None:
        """Try a step, whoever it is."""
        self.attempt(which, self.chance.choice(KEYS), name)

    def go_on(self, which: int, _name: str) -> None:
        """Try the next step by somebody who may, so that the way is gone to its end."""
        key = next((key for key in BEFORE if key not in self.last[which]), "household")
        people = self.who(which, key)
        self.attempt(which, key, self.chance.choice(sorted(people)))

    def attempt(self, which: int, key: str, name: str) -> None:
        """Do the step and compare with what is allowed."""
        rows = AdmissionStep.objects.count()
        try:
            step(self.admissions[which], key, self.people[name], at=self.clock)
            done = True
        except AdmissionFault:
            done = False
        assert done == self.may(which, key, name), f"{key} by {name} on {which}"
        assert AdmissionStep.objects.count() == rows + done
        if done:
            self.last[which][key] = (name, self.clock)

    def record(self, which: int, _name: str) -> None:
        """Make one of the records that steps rest on, by one of those who visit."""
        name = self.chance.choice(VISITORS)
        file, by = self.admissions[which].case_file, self.people[name]
        deed = self.chance.randrange(4)
        if deed == 0:
            settle(file)
            self.home[which] = True
        elif deed == 1:
            paper(file, "identity", by)
            paper(file, "death", by, shade=1)
            self.papers[which] = True
        elif deed == 2:
            enquired(file, by, at=self.clock)
            self.last[which]["enquiry"] = (name, self.clock)
        else:
            scored(file, by, at=self.clock)
            self.last[which]["score"] = (name, self.clock)

    def compare(self, which: int) -> None:
        """Compare whether the commission may decide."""
        try:
            way.require_ready(self.admissions[which])
            ready = True
        except AdmissionFault:
            ready = False
        assert ready == self.ready(which), f"ready on {which}"


def crowd(cast: Cast) -> dict[str, User]:
    """Return the people: the cast, one with two posts, and one whose post ended this morning."""
    both = user("both", "admission_worker", cast.kashan)
    Post.objects.create(user=both, role="enquiring_worker", place=cast.kashan)
    gone = user("gone", "admission_worker", cast.kashan)
    gone.posts.update(until=timezone.now())
    names = ("county_head", "admission_worker", "enquiring_worker", "supervisor", "worker", "deputy", "stranger")
    return {name: cast.staff[name] for name in names} | {"both": both, "gone": gone}


def work(cast: Cast, seeds: range) -> int:
    """Let them work and return how many steps were done."""
    people, done = crowd(cast), 0
    for seed in seeds:
        point = transaction.savepoint()
        world = World(cast, people, seed)
        for _ in range(LENGTH):
            world.act()
        done += AdmissionStep.objects.count()
        undo(point)
    return done


def test_illegal_steps_are_refused(cast: Cast) -> None:
    assert work(cast, range(6)) > 10


@pytest.mark.long
def test_illegal_steps_are_refused_for_long(cast: Cast, record_property: Any) -> None:
    lives = int(os.environ.get("HAMDELI_EXAMPLES", "2500"))
    steps = work(cast, range(100, 100 + lives))
    assert steps > 100
    record_property("figure", f"{lives * LENGTH:,} steps tried, {steps:,} done, 0 illegal moves")


HOLES: list[tuple[str, Callable[[pytest.MonkeyPatch], Any]]] = [
    ("form by", lambda patch: patch.setitem(BY_KEY, "form", replace(BY_KEY["form"], after=()))),
    ("documents by", lambda patch: patch.setitem(BY_KEY, "documents", replace(BY_KEY["documents"], needs=()))),
    ("by", lambda patch: patch.setattr(doing, "may_know", lambda _user, _file: True)),
    ("ready", lambda patch: patch.setattr(way, "doubled", lambda _key, _by, _done: False)),
]


@pytest.mark.parametrize(("told", "dig"), HOLES, ids=["order", "papers", "discreet", "two people"])
def test_a_planted_hole_is_found(cast: Cast, monkeypatch: pytest.MonkeyPatch, told: str, dig: Any) -> None:
    dig(monkeypatch)
    with pytest.raises(AssertionError, match=told):
        work(cast, range(60))
