"""Beginning a bulletin, filling it anew, leaving sentences out, releasing it, and correcting one that was released."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from hamdeli.accounts.access import as_of_now
from hamdeli.accounts.models import User
from hamdeli.insight.bulletins.access import publishes
from hamdeli.insight.bulletins.faults import BulletinFault
from hamdeli.insight.bulletins.filling import Counts, Filled, fill, indicators_needed
from hamdeli.insight.bulletins.gathering import gather
from hamdeli.insight.bulletins.reasons import LeftOut
from hamdeli.insight.bulletins.sentences import sentences
from hamdeli.insight.catalogue import by_key
from hamdeli.insight.models import Computation
from hamdeli.insight.models.bulletins import Bulletin, BulletinSentence
from hamdeli.insight.periods import Period
from hamdeli.journal.changing import conflict
from hamdeli.journal.writing import write
from hamdeli.persian.calendar import to_solar
from hamdeli.places.models import Place

KIND = "bulletin"
State = Bulletin.State
PLACES = (Place.Kind.COUNTRY, Place.Kind.PROVINCE)
LONGEST = 300
HEADLINE = "headline"


@transaction.atomic
def begin(
    *, place: Place, year: int, months: int, by: User, corrects: Bulletin | None = None, why: str = ""
) -> Bulletin:
    """Begin a draft about a place in a period that was counted. Raises `BulletinFault`."""
    require_publisher(by, place)
    if place.kind not in PLACES:
        raise BulletinFault("no_such_place")
    made = counting_of(year, months)
    now = timezone.now()
    bulletin = Bulletin.objects.create(
        code=new_code(place, made.period),
        place=place,
        year=year,
        months=months,
        day=made.until,
        author=by,
        made_at=now,
        filled_at=now,
        computed_at=made.computed_at,
        corrects=corrects,
        why=why,
    )
    store(bulletin, fresh(bulletin))
    tell(bulletin, by, "began_bulletin")
    return bulletin


@transaction.atomic
def refill(*, bulletin: Bulletin, by: User, seen_version: int) -> Bulletin:
    """Fill the draft with what was counted last; what its author left out stays out.

    Raises `BulletinFault` or `Conflict`.
    """
    draft = taken_up(bulletin, by, seen_version)
    made = counting_of(draft.year, draft.months)
    unwanted = set(draft.sentences.filter(left_out=LeftOut.UNWANTED).values_list("key", flat=True))
    draft.day, draft.filled_at, draft.computed_at = made.until, timezone.now(), made.computed_at
    draft.sentences.all().delete()
    store(draft, fresh(draft), unwanted)
    return stored(draft, by, "filled_bulletin")


@transaction.atomic
def choose(*, bulletin: Bulletin, key: str, wanted: bool, by: User, seen_version: int) -> Bulletin:
    """Leave a sentence out that need not be there, or take it in again. Raises `BulletinFault` or `Conflict`."""
    draft = taken_up(bulletin, by, seen_version)
    row = draft.sentences.filter(key=key).first()
    from_to = ("", LeftOut.UNWANTED.value) if not wanted else (LeftOut.UNWANTED.value, "")
    if row is None or row.left_out != from_to[0] or key in required():
        raise BulletinFault("sentence_unknown")
    row.left_out = from_to[1]
    row.save(update_fields=["left_out"])
    return stored(draft, by, "chose_sentence")


@transaction.atomic
def release(*, bulletin: Bulletin, by: User, seen_version: int) -> Bulletin:
    """Release the draft: from now on it is never changed. Raises `BulletinFault` or `Conflict`."""
    draft = taken_up(bulletin, by, seen_version)
    if draft.corrects_id and (other := standing_correction(draft.corrects_id)):
        raise BulletinFault("corrected", other=other.code)
    require_unchanged(draft)
    missing = draft.sentences.filter(key__in=required()).exclude(left_out="").order_by("number").first()
    if missing:
        raise BulletinFault("required", sentence=title_of(missing.key))
    draft.state, draft.released_by, draft.released_at = State.RELEASED, by, timezone.now()
    return stored(draft, by, "released_bulletin")


@transaction.atomic
def discard(*, bulletin: Bulletin, by: User, seen_version: int) -> Bulletin:
    """Put a draft away. Raises `BulletinFault` or `Conflict`."""
    draft = taken_up(bulletin, by, seen_version)
    draft.state = State.DISCARDED
    return stored(draft, by, "discarded_bulletin")


@transaction.atomic
def correct(*, bulletin: Bulletin, why: str, by: User) -> Bulletin:
    """Begin a draft that corrects a released bulletin, and names it. Raises `BulletinFault`."""
    wrong = Bulletin.objects.select_for_update(of=("self",)).select_related("place").get(pk=bulletin.pk)
    if wrong.state != State.RELEASED:
        raise BulletinFault("not_released")
    if not why.strip():
        raise BulletinFault("words_missing")
    if other := standing_correction(wrong.pk):
        raise BulletinFault("corrected", other=other.code)
    words = why.strip()[:LONGEST]
    return begin(place=wrong.place, year=wrong.year, months=wrong.months, by=by, corrects=wrong, why=words)


def standing_correction(pk: int) -> Bulletin | None:
    """Return the released bulletin that corrects the one with that primary key."""
    return Bulletin.objects.released().filter(corrects=pk).first()


def counting_of(year: int, months: int) -> Computation:
    """Return the counting of a period by today's definitions. Raises `BulletinFault` where there is none."""
    made = Computation.objects.valid().filter(year=year, months=months).first()
    if made is None:
        raise BulletinFault("uncounted")
    return made


def fresh(bulletin: Bulletin) -> list[Filled]:
    """Return the sentences as they would be filled now."""
    made = counting_of(bulletin.year, bulletin.months)
    return fill(gather(bulletin.place, made.period, indicators_needed()), printed_before(bulletin))


def printed_before(bulletin: Bulletin) -> Counts:
    """Return the counts that released bulletins about the place have printed, by indicator."""
    found: dict[str, set[int]] = defaultdict(set)
    rows = BulletinSentence.objects.filter(bulletin__place=bulletin.place, bulletin__state=State.RELEASED, left_out="")
    for figures in rows.values_list("figures", flat=True):
        for figure in figures:
            found[figure["key"]].add(figure["numerator"])
    return {key: frozenset(counts) for key, counts in found.items()}


def store(bulletin: Bulletin, filled: Iterable[Filled], unwanted: Iterable[str] = ()) -> None:
    """Store the sentences."""
    BulletinSentence.objects.bulk_create(
        BulletinSentence(
            bulletin=bulletin,
            number=number,
            key=one.sentence.key,
            section=one.sentence.section,
            fa=one.fa,
            en=one.en,
            figures=one.figures,
            left_out=one.left_out or (LeftOut.UNWANTED if one.sentence.key in unwanted else ""),
        )
        for number, one in enumerate(filled, 1)
    )


def require_publisher(by: User, place: Place) -> None:
    """Refuse unless `by` publishes about the place at this moment."""
    if not publishes(as_of_now(by), place):
        raise BulletinFault("may_not")


def require_unchanged(draft: Bulletin) -> None:
    """Refuse where the figures would be others now than those that were read in the draft."""
    now = {one.sentence.key: (one.fa, one.en, one.figures) for one in fresh(draft) if not one.left_out}
    rows = draft.sentences.filter(left_out__in=["", LeftOut.UNWANTED])
    if {row.key: (row.fa, row.en, row.figures) for row in rows} != now:
        raise BulletinFault("changed")


def taken_up(bulletin: Bulletin, by: User, seen_version: int) -> Bulletin:
    """Lock and return a draft for a deed of who publishes there."""
    rows = Bulletin.objects.select_for_update(of=("self",)).select_related("place")
    draft = rows.get(pk=bulletin.pk)
    require_publisher(by, draft.place)
    if draft.version != seen_version:
        raise conflict(draft, seen_version=seen_version, values={}, kind=KIND, subject=draft.code)
    if draft.state != State.DRAFT:
        raise BulletinFault("not_draft", state=State(draft.state).label)
    return draft


def title_of(key: str) -> str:
    """Return what a sentence is called in the reader's language: the headline, or what it is filled from."""
    if key == HEADLINE:
        return gettext("headline")
    keys = next((sentence.indicators for sentence in sentences() if sentence.key == key), ())
    return gettext(", ").join(str(by_key(one).label) for one in keys) or key


def required() -> set[str]:
    """Return the keys of the sentences without which no bulletin is released."""
    return {sentence.key for sentence in sentences() if sentence.required}


def new_code(place: Place, period: Period) -> str:
    """Return a code of place and day that no bulletin has."""
    year, month, day = to_solar(period.until)
    stem = f"B-{place.code}-{year}{month:02}{day:02}"
    number = Bulletin.objects.filter(code__startswith=stem).count() + 1
    while Bulletin.objects.filter(code=f"{stem}-{number}").exists():
        number += 1
    return f"{stem}-{number}"


def stored(bulletin: Bulletin, by: User, verb: str) -> Bulletin:
    """Save the row and tell the journal."""
    bulletin.version += 1
    bulletin.save()
    tell(bulletin, by, verb)
    return bulletin


def tell(bulletin: Bulletin, by: User, verb: str) -> None:
    """Write the act into the journal."""
    details: dict[str, Any] = {
        "place": bulletin.place.code,
        "day": bulletin.day.isoformat(),
        "state": str(bulletin.state),
        "version": bulletin.version,
    }
    write(actor=by.actor, verb=verb, kind=KIND, subject=bulletin.code, details=details)
