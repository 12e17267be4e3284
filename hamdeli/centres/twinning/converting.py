"""Proposing that a centre gets or gives up a speciality, deciding it, and putting it into force on its day."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from hamdeli.accounts.access import as_of_now
from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.centres.access import has_right
from hamdeli.centres.models import Capability, Centre, Conversion, Kind
from hamdeli.centres.twinning.faults import TwinningFault
from hamdeli.centres.twinning.moves import MOVES, State
from hamdeli.journal.actors import SYSTEM, Actor
from hamdeli.journal.changing import conflict
from hamdeli.journal.writing import write

LONGEST = timedelta(days=366)
OPEN = (State.PROPOSED, State.APPROVED)


@dataclass(frozen=True)
class Wish:
    """What is proposed for a centre: `becomes` is its kind afterwards, empty where it stays what it is."""

    speciality: str
    change: str
    reason: str
    starts_on: date
    becomes: str = ""
    people: int = 0
    training: str = ""


@transaction.atomic
def propose(*, centre: Centre, wish: Wish, by: User, today: date) -> Conversion:
    """Propose it as the office of the county does. Raises `TwinningFault`."""
    locked = Centre.objects.select_for_update(of=("self",)).get(pk=centre.pk)
    require(by, locked, Right.CHECK_FOUNDING)
    require_sound(wish, today)
    require_licensed(locked)
    require_fitting(locked, wish)
    if locked.conversions.filter(speciality=wish.speciality, state__in=OPEN).exists():
        raise TwinningFault("open_already")
    made = Conversion.objects.create(
        centre=locked, **cleaned(wish), proposed_by=by, proposed_at=timezone.now(), state=State.PROPOSED
    )
    tell(made, by.actor, "proposed_conversion")
    return made


@transaction.atomic
def approve(
    *, conversion: Conversion, by: User, today: date, accepted: int, seen_version: int, answer: str = ""
) -> Conversion:
    """Approve it, and put it into force where its day has come.

    `accepted` counts the families whose referral to the centre for this speciality is accepted and not finished.
    Raises `TwinningFault` or `Conflict`.
    """
    fresh = taken_up(conversion, by=by, seen_version=seen_version, then=State.APPROVED)
    require_licensed(fresh.centre)
    require_fitting(fresh.centre, wish_of(fresh))
    require_free(fresh, accepted)
    moved(fresh, State.APPROVED, by=by, answer=answer)
    return put_into_force(fresh, accepted=accepted) if fresh.starts_on <= today else fresh


@transaction.atomic
def refuse(*, conversion: Conversion, by: User, answer: str, seen_version: int) -> Conversion:
    """Refuse it with the reason. Raises `TwinningFault` or `Conflict`."""
    fresh = taken_up(conversion, by=by, seen_version=seen_version, then=State.REFUSED)
    if not answer.strip():
        raise TwinningFault("words_missing")
    return moved(fresh, State.REFUSED, by=by, answer=answer)


@transaction.atomic
def withdraw(*, conversion: Conversion, by: User, seen_version: int) -> Conversion:
    """Take a proposal back that nobody has decided. Raises `TwinningFault` or `Conflict`."""
    fresh = locked_row(conversion, seen_version)
    require(by, fresh.centre, Right.CHECK_FOUNDING)
    require_move(fresh, State.WITHDRAWN)
    fresh.state = State.WITHDRAWN
    return stored(fresh, by.actor, "withdrew_conversion")


@transaction.atomic
def put_into_force(conversion: Conversion, *, accepted: int) -> Conversion:
    """Let the specialities and the kind of the centre follow an approved conversion. Raises `TwinningFault`."""
    require_move(conversion, State.IN_FORCE)
    require_free(conversion, accepted)
    centre = Centre.objects.select_for_update(of=("self",)).get(pk=conversion.centre_id)
    if conversion.adds:
        Capability.objects.get_or_create(centre=centre, speciality=conversion.speciality)
    else:
        centre.capabilities.filter(speciality=conversion.speciality).delete()
    if conversion.becomes and centre.kind != conversion.becomes:
        centre.kind, centre.version = conversion.becomes, centre.version + 1
        centre.save(update_fields=["kind", "version"])
    conversion.state, conversion.in_force_at = State.IN_FORCE, timezone.now()
    return stored(conversion, SYSTEM, "converted_centre")


def require_licensed(centre: Centre) -> None:
    """Refuse a centre that is not opened yet, or does not work now."""
    if not centre.may_receive:
        raise TwinningFault("unlicensed", centre=centre.code)


def taken_up(conversion: Conversion, *, by: User, seen_version: int, then: str) -> Conversion:
    """Lock and return the conversion for a decision by who licenses the centre and did not propose it."""
    fresh = locked_row(conversion, seen_version)
    require(by, fresh.centre, Right.LICENSE)
    if fresh.proposed_by_id == by.pk:
        raise TwinningFault("own_proposal")
    require_move(fresh, then)
    return fresh


def locked_row(conversion: Conversion, seen_version: int) -> Conversion:
    """Lock the row and return it; raises `Conflict` where it is not as it was seen."""
    fresh = Conversion.objects.select_for_update(of=("self",)).select_related("centre").get(pk=conversion.pk)
    if fresh.version != seen_version:
        raise conflict(fresh, seen_version=seen_version, values={}, kind="conversion", subject=str(fresh.pk))
    return fresh


def moved(conversion: Conversion, then: str, *, by: User, answer: str) -> Conversion:
    """Store the decision."""
    conversion.state, conversion.answer = then, answer.strip()
    conversion.decided_by, conversion.decided_at = by, timezone.now()
    return stored(conversion, by.actor, f"conversion_{then}")


def stored(conversion: Conversion, actor: Actor, verb: str) -> Conversion:
    """Save the row and tell the journal of the conversion."""
    conversion.version += 1
    conversion.save()
    tell(conversion, actor, verb)
    return conversion


def tell(conversion: Conversion, actor: Actor, verb: str) -> None:
    """Write the act into the journal."""
    details = {
        "centre": conversion.centre.code,
        "speciality": conversion.speciality,
        "change": conversion.change,
        "state": str(conversion.state),
        "version": conversion.version,
    }
    write(actor=actor, verb=verb, kind="conversion", subject=str(conversion.pk), details=details)


def require(by: User, centre: Centre, right: Right) -> None:
    """Refuse unless `by` has `right` on the centre at this moment."""
    if not has_right(as_of_now(by), centre, right):
        raise TwinningFault("may_not", centre=centre.code)


def require_move(conversion: Conversion, then: str) -> None:
    """Refuse a move that the table does not have."""
    if then not in MOVES[conversion.state]:
        raise TwinningFault("moved_on", state=State(conversion.state).label)


def require_sound(wish: Wish, today: date) -> None:
    """Refuse a wish without words, without people who learnt it, or for an impossible day."""
    if not wish.reason.strip():
        raise TwinningFault("words_missing")
    if wish.change == Conversion.Change.ADD and (wish.people < 1 or not wish.training.strip()):
        raise TwinningFault("training_missing")
    if not today <= wish.starts_on <= today + LONGEST:
        raise TwinningFault("no_such_day")


def require_fitting(centre: Centre, wish: Wish) -> None:
    """Refuse what the centre has already or lacks, and a specialised centre without any speciality."""
    has = set(centre.capabilities.values_list("speciality", flat=True))
    adds = wish.change == Conversion.Change.ADD
    if adds == (wish.speciality in has):
        raise TwinningFault("has_it" if adds else "lacks_it")
    left = has | {wish.speciality} if adds else has - {wish.speciality}
    if (wish.becomes or centre.kind) == Kind.SPECIALISED and not left:
        raise TwinningFault("kind_unfit")


def require_free(conversion: Conversion, accepted: int) -> None:
    """Refuse that a centre gives up what families referred to it are still in its care for."""
    if accepted and not conversion.adds:
        raise TwinningFault("referrals_open", many=accepted)


def wish_of(conversion: Conversion) -> Wish:
    """Return what was proposed."""
    names = ("speciality", "change", "reason", "starts_on", "becomes", "people", "training")
    return Wish(**{name: getattr(conversion, name) for name in names})


def cleaned(wish: Wish) -> dict[str, object]:
    """Return the values of the row."""
    return vars(wish) | {"reason": wish.reason.strip(), "training": wish.training.strip()}
