"""What came of onward referrals, by speciality: of each centre that receives them, or of its county, with the parts."""

from collections import defaultdict
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import scope
from hamdeli.casework.models import Onward, Plan
from hamdeli.centres.models import Centre, Speciality
from hamdeli.insight.suppressing import hidden, is_small
from hamdeli.places.models import Place

State = Onward.State
STATES = {
    "waiting": (State.SENT, State.ASKED),
    "under_way": (State.ACCEPTED,),
    "done": (State.DONE,),
    "declined": (State.DECLINED,),
    "late": (State.EXPIRED,),
    "withdrawn": (State.WITHDRAWN,),
}
"""Every referral is in one of these, so they add up to all that were asked for."""
BY = {"centre": "receiver__code", "county": "receiver__county__code"}


@dataclass(frozen=True)
class Result:
    """The referrals for one speciality that one centre, or the centres of one county, received.

    They are counted once, by where they stand: `waiting`, `under_way`, `done`, `declined`, `late` (nobody answered in
    time), `withdrawn`. `days` is the median from sending to the end of those done; `reached` counts those done whose
    family reached a plan after it was sent.
    """

    place: str
    name: str
    speciality: str
    counts: dict[str, int]
    declined_for: dict[str, int]
    reached: int
    days: float | None
    unseen: frozenset[str] = field(default_factory=frozenset)

    @property
    def asked(self) -> int:
        """All that were asked for."""
        return sum(self.counts.values())

    @property
    def label(self) -> str:
        """The speciality in the reader's language."""
        return str(Speciality(self.speciality).label)

    @property
    def key(self) -> str:
        """What identifies the row."""
        return f"{self.place}.{self.speciality}"

    @property
    def due(self) -> int:
        """Those whose answer was due or came: all but those that wait or were withdrawn."""
        return self.asked - self.counts["waiting"] - self.counts["withdrawn"]

    @property
    def answered(self) -> int:
        """Those that were answered in time: after the day for the answer nobody can answer."""
        return self.due - self.counts["late"]

    @property
    def told(self) -> dict[str, Any]:
        """Every figure as it may be read: None where it is of fewer than ten families, or would give one away."""
        figures: dict[str, Any] = {**self.counts, "asked": self.asked, "reached": self.reached, "days": self.days}
        figures |= {"due": self.due, "answered": self.answered}
        return {name: None if name in self.unseen else value for name, value in figures.items()}

    @property
    def reasons(self) -> list[tuple[str, int]]:
        """Why it was declined, the most frequent first; nothing where too few were."""
        if "reasons" in self.unseen:
            return []
        ordered = sorted(self.declined_for.items(), key=lambda pair: (-pair[1], pair[0]))
        return [(str(Onward.Reason(code).label), count) for code, count in ordered]


def results(user: User, *, by: str = "centre", narrowed: Q | None = None) -> list[Result]:
    """Return the results that `user` may see, by centre or by county of the centre that received the referral."""
    rows = received(user).filter(narrowed or Q())
    code = BY[by]
    reached = reached_of(rows, code)
    days = days_of(rows, code)
    counts: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: dict.fromkeys(STATES, 0))
    reasons: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    grouped = rows.values(code, "speciality", "state", "reason").annotate(many=Count("pk")).order_by()
    for row in grouped:
        key = (row[code], row["speciality"])
        counts[key][room_of(row["state"])] += row["many"]
        if row["reason"]:
            reasons[key][row["reason"]] = reasons[key].get(row["reason"], 0) + row["many"]
    names = names_of(by, {place for place, _word in counts})
    made = [
        Result(
            place, names[place], word, counts[place, word], reasons[place, word], reached.get((place, word), 0), gone
        )
        for place, word in sorted(counts)
        for gone in [days.get((place, word))]
    ]
    whole = sees_all(user, rows, code)
    return [row if row.place in whole else veiled(row) for row in made]


def names_of(by: str, codes: set[str]) -> dict[str, str]:
    """Return the names of the centres or counties with those codes."""
    if by == "county":
        return {place.code: place.name for place in Place.objects.filter(code__in=codes)}
    return dict(Centre.objects.filter(code__in=codes).values_list("code", "name"))


def received(user: User) -> QuerySet[Onward]:
    """Return the referrals to centres whose figures `user` may see, or that the user runs."""
    where = {"province": "receiver__province", "county": "receiver__county", "centre": "receiver__code"}
    return Onward.objects.filter(scope(user, Right.SEE_FIGURES, **where) | scope(user, Right.RUN_CENTRE, **where))


def room_of(state: str) -> str:
    """Return under which name a state is counted."""
    return next(name for name, states in STATES.items() if state in states)


def reached_of(rows: QuerySet[Onward], code: str) -> dict[tuple[str, str], int]:
    """Count those done whose family reached a plan after the referral was sent."""
    plans = Plan.objects.filter(case_file=OuterRef("case_file"), state="reached", ended_on__gte=OuterRef("sent_on"))
    done = rows.filter(state=State.DONE).annotate(sent_on=TruncDate("made_at"))
    counted = done.filter(Exists(plans)).values(code, "speciality").annotate(many=Count("pk")).order_by()
    return {(row[code], row["speciality"]): row["many"] for row in counted}


def days_of(rows: QuerySet[Onward], code: str) -> dict[tuple[str, str], float]:
    """Return the median of the days from sending to the end of those done."""
    spans: dict[tuple[str, str], list[int]] = defaultdict(list)
    ended = rows.filter(state=State.DONE, ended_at__gte=F("made_at"))
    for place, word, sent, end in ended.values_list(code, "speciality", "made_at", "ended_at"):
        spans[place, word].append((end - sent).days)
    return {key: float(median(many)) for key, many in spans.items()}


def sees_all(user: User, rows: QuerySet[Onward], code: str) -> set[str]:
    """Return the codes of the centres or counties whose small counts `user` may read too."""
    inside = scope(user, Right.SEE_FILES, province="province", county="county", centre="code")
    centres = Centre.objects.filter(inside)
    path = "code" if code == "receiver__code" else "county__code"
    return set(centres.values_list(path, flat=True).distinct())


def veiled(row: Result) -> Result:
    """Return the row without the counts that tell of fewer than ten families."""
    everything = {*STATES, "asked", "reached", "days", "due", "answered", "reasons"}
    if is_small(row.asked):
        return Result(**{**vars(row), "unseen": frozenset(everything)})
    unseen = hidden(row.counts)
    if unseen & {"waiting", "withdrawn", "late"}:
        unseen |= {"due", "answered"}
    if "done" in unseen or is_small(row.reached) or is_small(row.counts["done"] - row.reached):
        unseen |= {"reached", "days"} if "done" in unseen else {"reached"}
    if "declined" in unseen or any(is_small(count) for count in row.declined_for.values()):
        unseen |= {"reasons"}
    return Result(**{**vars(row), "unseen": frozenset(unseen)})
