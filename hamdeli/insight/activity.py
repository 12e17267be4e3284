"""How alive centres are: the opening, the last visit, aid, return and answer of each, and the word of the county."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case, F, Max, QuerySet, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from hamdeli.casework.models import Aid, Visit
from hamdeli.centres.living.activity import activity_of
from hamdeli.centres.models import Activity, ActivityWord, Centre, CentreQuerySet, MonthlyReturn
from hamdeli.delegation.models import Mandate, MandateState

EVENTS = ("opening", "visit", "aid", "return", "answer")


@dataclass(frozen=True)
class Life:
    """The activity of one centre: by the rule, the days it rests on, and the word that stands in its place."""

    by_rule: Activity
    last: date | None
    days: dict[str, date | None]
    word: ActivityWord | None = None

    @property
    def state(self) -> Activity:
        """The activity as it is shown."""
        return Activity(self.word.state) if self.word else self.by_rule


def lives(centres: Collection[int], today: date) -> dict[int, Life]:
    """Return the activity of each of `centres` (keys), in six questions however many they are."""
    found = {event: last_days(rows) for event, rows in questions(centres).items()}
    standing = ActivityWord.objects.filter(centre__in=centres, lifted_on__isnull=True, until__gte=today)
    words = {word.centre_id: word for word in standing.select_related("made_by")}
    return {centre: life(centre, found, words.get(centre), today) for centre in centres}


def life(centre: int, found: dict[str, dict[int, date]], word: ActivityWord | None, today: date) -> Life:
    """Return the activity of one centre."""
    days = {event: found[event].get(centre) for event in EVENTS}
    last = max((day for day in days.values() if day), default=None)
    return Life(activity_of(last, today), last, days, word)


def questions(centres: Collection[int]) -> dict[str, QuerySet[Any, Any]]:
    """Return, for each kind of event, the rows of centre and last day or moment."""
    done = Visit.objects.filter(case_file__centre__in=centres, state=Visit.State.DONE, done_on__isnull=False)
    # What was visited before the centre opened, another has visited.
    done = done.exclude(done_on__lt=F("case_file__centre__opened_on"))
    given = Aid.objects.filter(centre__in=centres, takes_back__isnull=True)
    sent = MonthlyReturn.objects.filter(centre__in=centres)
    answered = Mandate.objects.filter(centre__in=centres).exclude(answered_at__isnull=True, ended_at__isnull=True)
    at = Coalesce("answered_at", Case(When(state=MandateState.DECLINED, then="ended_at")))
    opened = Centre.objects.filter(pk__in=centres, opened_on__isnull=False)
    return {
        "opening": opened.order_by().values_list("pk", "opened_on"),
        "visit": done.order_by().values_list("case_file__centre").annotate(Max("done_on")),
        "aid": given.order_by().values_list("centre").annotate(Max("given_on")),
        "return": sent.order_by().values_list("centre").annotate(Max("submitted_at")),
        "answer": answered.order_by().values_list("centre").annotate(last=Max(at)),
    }


def last_days(rows: Iterable[tuple[int, date | datetime | None]]) -> dict[int, date]:
    """Return the days by centre; a moment counts as the day that it was here."""
    return {centre: day_of(at) for centre, at in rows if at is not None}


def day_of(at: date | datetime) -> date:
    """Return the day of a day or a moment."""
    return timezone.localdate(at) if isinstance(at, datetime) else at


def in_state(centres: CentreQuerySet, state: str, today: date) -> CentreQuerySet:
    """Return those of `centres` whose activity is `state`."""
    keys = list(centres.order_by().values_list("pk", flat=True))
    known = lives(keys, today)
    return centres.filter(pk__in=[key for key in keys if known[key].state == state])
