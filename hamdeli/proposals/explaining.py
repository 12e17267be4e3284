"""Why this centre: sentences in the reader's language from plain values."""

from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

from hamdeli.proposals.comparing import Comparison, Seat

ISOLATE, END = "\u2068", "\u2069"
Write = Callable[[int], str]
"""Writes metres as the reader's language has them."""


def reasons(compared: Comparison, *, pinned: bool, km: Write) -> list[str]:
    """Return the sentences that explain one line of a proposal: this centre, the nearest, the next best, staying."""
    told = [_of_choice(compared, pinned=pinned, km=km)]
    if compared.nearest is not None and compared.nearest is not compared.chosen:
        told.append(_of_nearest(compared, compared.nearest, pinned=pinned, km=km))
    if compared.next_best is not None:
        told.append(_of_next(compared, compared.next_best, km))
    if compared.kept:
        told.append(_("A centre carries it today: it goes back to the county office only when a person recalls it."))
    elif compared.chosen is not None:
        told.append(_("Staying with the county office would weigh %(km)s.") % {"km": isolated(km(compared.stay))})
    return told


def isolated(text: str) -> str:
    """Keep a name or a number together where the line runs the other way."""
    return f"{ISOLATE}{text}{END}"


def _of_choice(compared: Comparison, *, pinned: bool, km: Write) -> str:
    seat = compared.chosen
    if seat is None:
        return _of_staying(compared, km)
    words = {
        "centre": isolated(seat.name),
        "km": isolated(km(seat.distance)),
        "features": _joined(_features(compared, seat, km)),
    }
    if pinned:
        return _("The file is pinned to the centre %(centre)s, %(km)s away: %(features)s.") % words
    if seat is compared.nearest:
        return _("The centre %(centre)s is the nearest, %(km)s away: %(features)s.") % words
    return _("The centre %(centre)s is %(km)s away: %(features)s.") % words


def _of_staying(compared: Comparison, km: Write) -> str:
    if compared.next_best is None:
        return _("The file stays with the county office: no centre may take it.")
    words = {"stay": isolated(km(compared.stay)), "best": isolated(km(compared.next_best.value))}
    return (
        _(
            "The file stays with the county office, which weighs %(stay)s; "
            "the best centre would weigh %(best)s, with what its place is worth to others."
        )
        % words
    )


def _of_nearest(compared: Comparison, seat: Seat, *, pinned: bool, km: Write) -> str:
    otherwise = _("the file is pinned elsewhere") if pinned else _("it would be just as good")
    words = {
        "centre": isolated(seat.name),
        "km": isolated(km(seat.distance)),
        "why": _joined(_against(compared, seat, km)) or otherwise,
    }
    return _("The nearest centre, %(centre)s, %(km)s away: %(why)s.") % words


def _against(compared: Comparison, seat: Seat, km: Write) -> Iterator[str]:
    """Yield why a centre was not chosen."""
    if not seat.open:
        yield _("it is closed or has no place at all")
        return
    if seat.forbidden:
        yield _("it is kept away from this file by an adjustment")
    if seat.other_county:
        yield _("it is in another county") if seat.may else _("it is in another county, where the file may not go")
    if not seat.able:
        yield _("it lacks the speciality that the family needs")
    if seat.price > 0:
        worth = {"km": isolated(km(seat.price))}
        full = _("it is full; each place there is worth %(km)s to somebody")
        nearly = _("its last places weigh more, for evenness; each is worth %(km)s to somebody")
        yield (full if seat.full else nearly) % worth
    if compared.chosen is not None and compared.chosen.carries:
        yield _("the family would have to leave its centre of today")


def _of_next(compared: Comparison, seat: Seat, km: Write) -> str:
    more = seat.value - (compared.chosen.value if compared.chosen else compared.stay)
    words = {
        "centre": isolated(seat.name),
        "km": isolated(km(seat.distance)),
        "features": _joined(_features(compared, seat, km)),
        "more": isolated(km(abs(more))),
    }
    if more < 0:
        return (
            _("Without the pin the best is %(centre)s, %(km)s away: %(features)s. It would save %(more)s in all.")
            % words
        )
    if more == 0:
        return _("The next best is %(centre)s, %(km)s away: %(features)s. It would be just as good.") % words
    return (
        _("The next best is %(centre)s, %(km)s away: %(features)s. All families together would pay %(more)s more.")
        % words
    )


def _features(compared: Comparison, seat: Seat, km: Write) -> Iterator[str]:
    """Yield what is to be said of a centre for this file."""
    if compared.general:
        yield _("the need is general, which every centre serves")
    else:
        yield _("it has the speciality") if seat.able else _("it lacks the speciality")
    if seat.carries:
        yield _("it carries the family today")
    if seat.other_county:
        yield _("it is in another county")
    if seat.price > 0 and seat.full:
        yield _of_fullness(compared, seat, km)


def _of_fullness(compared: Comparison, seat: Seat, km: Write) -> str:
    """Say that a centre is full; for the chosen one that is no reason against it: this file has one of its places."""
    if seat is not compared.chosen:
        return _("it is full")
    worth = {"km": isolated(km(seat.price))}
    return _("the file gets one of its places, which are all taken; one more would be worth %(km)s to somebody") % worth


def _joined(parts: Iterator[str]) -> str:
    return _("; ").join(parts)
