"""The word of the county about the activity of a centre, in place of the rule."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.centres.living.faults import LivingFault
from hamdeli.centres.models import Activity, ActivityWord, Centre
from hamdeli.journal.changing import conflict
from hamdeli.journal.once import once
from hamdeli.journal.writing import write
from hamdeli.persian.letters import clean

LONGEST = timedelta(days=366)


def override(*, centre: Centre, state: str, reason: str, until: date, by: User, today: date, key: str) -> ActivityWord:
    """Say how alive a centre is until a day, in place of the rule and of an earlier word. Raises `LivingFault`."""
    why = clean(reason)[:200]
    if not why:
        raise LivingFault("why_missing")
    if not today <= until <= today + LONGEST:
        raise LivingFault("until_unfit")

    def act() -> int:
        return said(centre, Activity(state), why, until, by, today).pk

    asked = [centre.pk, state, why, until.isoformat()]
    return ActivityWord.objects.get(pk=once(key=key, actor=by.actor, purpose="activity", body=asked, act=act))


def said(centre: Centre, state: Activity, why: str, until: date, by: User, today: date) -> ActivityWord:
    """Store the word; the earlier one is lifted."""
    details = {"state": state.value, "until": until.isoformat()}
    write(actor=by.actor, verb="said_activity", kind="centre", subject=centre.code, reason=why, details=details)
    centre.activity_words.filter(lifted_on__isnull=True).update(lifted_on=today)
    try:
        with transaction.atomic():
            return ActivityWord.objects.create(
                centre=centre, state=state, reason=why, since=today, until=until, made_by=by, made_at=timezone.now()
            )
    except IntegrityError as there:
        raise LivingFault("answered_already") from there


@transaction.atomic
def lift(*, word: ActivityWord, by: User, today: date, seen_version: int) -> ActivityWord:
    """Let the rule speak again. Raises `LivingFault` or `Conflict`."""
    fresh = ActivityWord.objects.select_for_update(of=("self",)).select_related("centre").get(pk=word.pk)
    if fresh.lifted_on is not None:
        raise LivingFault("answered_already")
    if fresh.version != seen_version:
        raise conflict(fresh, seen_version=seen_version, values={}, kind="centre", subject=fresh.centre.code)
    fresh.lifted_on = today
    fresh.version += 1
    fresh.save(update_fields=["lifted_on", "version"])
    write(actor=by.actor, verb="lifted_activity", kind="centre", subject=fresh.centre.code)
    return fresh
