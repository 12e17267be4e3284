"""Why this centre, and why not the nearest: sentences in the reader's language."""

from collections.abc import Iterator

from hamdeli.allocation.explaining import Explanations
from hamdeli.allocation.problem import NOBODY
from hamdeli.config.allocate.columns import ACTIVE, GENERAL
from hamdeli.config.allocate.outcome import Outcome


def matched(outcome: Outcome, number: int, centre: int) -> bool:
    """Tell whether a centre knows what a file needs; every centre knows general care."""
    need = outcome.files[number].values["need"]
    return need == GENERAL or need in (outcome.centres[centre].values["specialities"] or ())


def other_county(outcome: Outcome, number: int, centre: int) -> bool:
    """Tell whether a centre is in another county than a file."""
    problem = outcome.problem
    return bool(problem.files.county[number] != problem.centres.county[centre])


def why_not(outcome: Outcome, number: int, centre: int) -> str:
    """Return why the nearest centre was not chosen; empty where it was."""
    if centre in (NOBODY, int(outcome.solution.assignment[number])):
        return ""
    return outcome.words.comma.join(against(outcome, number, centre)) or outcome.words("other families need it more")


def against(outcome: Outcome, number: int, centre: int) -> Iterator[str]:
    """Yield what speaks against a centre."""
    words, price = outcome.words, int(outcome.solution.prices[centre])
    if outcome.centres[centre].values["licence"] != ACTIVE:
        yield words("it has no active licence")
        return
    if not outcome.problem.places.ends[centre, -1]:
        yield words("it has no place at all")
        return
    if other_county(outcome, number, centre):
        yield words("it is in another county")
    if not matched(outcome, number, centre):
        yield words("it lacks the speciality")
    if price:
        yield words("each place there is worth %(km)s km to somebody", km=words.kilometres(price))
    carrier = int(outcome.problem.files.carrier[number])
    if carrier not in (NOBODY, centre):
        yield words("the family would change its centre")


def reason(outcome: Outcome, told: Explanations, number: int) -> str:
    """Return the whole reason in one or two sentences."""
    words, centre = outcome.words, int(outcome.solution.assignment[number])
    more = words.kilometres(int(told.difference[number]))
    if centre == NOBODY:
        return words("No centre with a free place is worth the way; the best one would cost %(km)s km more.", km=more)
    chosen = words.comma.join(features(outcome, told, number, centre))
    if told.next_best[number] == NOBODY:
        return words("Chosen: %(features)s.", features=chosen)
    return words("Chosen: %(features)s. Anything else would cost %(km)s km more in all.", features=chosen, km=more)


def features(outcome: Outcome, told: Explanations, number: int, centre: int) -> Iterator[str]:
    """Yield what speaks for the chosen centre, and what does not."""
    words = outcome.words
    away = words.kilometres(int(told.metres[number]))
    nearest = told.nearest[number] == centre
    yield words("the nearest, %(km)s km away", km=away) if nearest else words("%(km)s km away", km=away)
    if outcome.files[number].values["need"] != GENERAL:
        fits = matched(outcome, number, centre)
        yield words("it has the speciality") if fits else words("it lacks the speciality")
    if outcome.problem.files.carrier[number] == centre:
        yield words("it carries the family today")
    if other_county(outcome, number, centre):
        yield words("it is in another county")
