"""What the pages about coverage say of figures: families without their exact number where the reader has no right."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.desk.templatetags.formats import kilometres, number
from hamdeli.insight.coverage.today import ROUND, Cover, rounded
from hamdeli.insight.models import Scenario, ScenarioSite


@dataclass(frozen=True)
class Tab:
    """One page about coverage."""

    label: str
    url: str
    active: bool
    count: int | None = None


def tabs(user: User, active: str) -> list[Tab]:
    """Return the pages about coverage."""
    pages = [
        ("coverage", _("Coverage today")),
        ("scenarios", _("Where the next should open")),
        ("scenario_comparison", _("Compare")),
        ("coverage_enlarging", _("Which to enlarge first")),
    ]
    if user.has(Right.CHANGE_CENTRES):
        pages.append(("neighbourhoods", _("Neighbourhoods")))
    return [Tab(label, reverse(f"desk:{name}"), name == active) for name, label in pages]


def families_told(families: int, *, exact: bool, settlement: bool = True) -> str:
    """Return a count of families as this reader may read it.

    Who may see the files reads the number. Others read "fewer than 10" below ten; of a settlement, whole tens, so that
    a small count cannot be found by taking others from the total of the county.
    """
    if exact:
        return number(families)
    if families < ROUND:
        return _("fewer than 10")
    return _("about %(many)s") % {"many": number(rounded(families))} if settlement else number(families)


def amount_told(amount: int, scenario: Scenario, *, exact: bool) -> str:
    """Return people, or families as this reader may read them."""
    return number(amount) if scenario.of_people else families_told(amount, exact=exact)


def total_told(amount: int, scenario: Scenario, *, exact: bool) -> str:
    """Return how many there are in all, as the page of today's coverage tells it of the whole place."""
    return number(amount) if scenario.of_people else families_told(amount, exact=exact, settlement=False)


@dataclass(frozen=True)
class Line:
    """One settlement or county as the list shows it; figures that cannot be computed are None."""

    cover: Cover
    lies_in: str
    families: str
    ratio: float | None
    of_norm: float | None
    missing: int
    beyond: bool


def line(cover: Cover, norm: int, *, exact: bool, settlement: bool) -> Line:
    """Return what the list shows of `cover`."""
    ratio = cover.people_per_centre()
    return Line(
        cover=cover,
        lies_in=cover.place.parent.name if settlement and cover.place.parent else "",
        families=families_told(cover.families, exact=exact, settlement=settlement),
        ratio=ratio,
        of_norm=ratio / norm if ratio is not None else None,
        missing=cover.missing(norm),
        beyond=cover.without > 0,
    )


def why(site: ScenarioSite, scenario: Scenario, *, exact: bool) -> str:
    """Return why a site was chosen, in one sentence; of a count that is not told it tells nothing else either."""
    if not (exact or scenario.of_people) and site.gain < ROUND:
        return _("Reaches fewer than 10 families more.")
    values = {
        "gain": amount_told(site.gain, scenario, exact=exact),
        "nobody": amount_told(site.nobody, scenario, exact=exact),
        "reach": kilometres(scenario.reach),
    }
    return (people_why if scenario.of_people else families_why)(site) % values


def by_place(sites: Iterable[ScenarioSite]) -> list[list[ScenarioSite]]:
    """Return the sites of each settlement, in the order of the first."""
    found: dict[int, list[ScenarioSite]] = {}
    for site in sites:
        found.setdefault(site.place_id, []).append(site)
    return list(found.values())


def together(sites: list[ScenarioSite]) -> ScenarioSite:
    """Return the sites of one settlement as one: what they add together, and whom they serve."""
    served: dict[str, int] = {}
    for site in sites:
        for code, many in site.served:
            served[code] = served.get(code, 0) + many
    return ScenarioSite(
        gain=sum(site.gain for site in sites),
        nobody=sum(site.nobody for site in sites),
        served=sorted(served.items(), key=lambda each: -each[1]),
    )


def runs(ranks: list[int]) -> str:
    """Return rising numbers as a reader writes them: 1–6, 9."""
    spans: list[list[int]] = []
    for rank in ranks:
        if spans and spans[-1][1] == rank - 1:
            spans[-1][1] = rank
        else:
            spans.append([rank, rank])
    told = (number(first) if first == last else f"{number(first)}–{number(last)}" for first, last in spans)
    return _(", ").join(told)


def people_why(site: ScenarioSite) -> str:
    """Return the sentence about people."""
    if not site.gain:
        return _("Nobody more is reached: everybody within %(reach)s has a centre with a place.")
    if site.nobody == site.gain:
        return ngettext(
            "Reaches %(gain)s person who has no centre within %(reach)s.",
            "Reaches %(gain)s people who have no centre within %(reach)s.",
            site.gain,
        )
    if site.nobody:
        return _("Reaches %(gain)s people more; %(nobody)s of them have no centre within %(reach)s.")
    return _("Reaches %(gain)s people for whom the centres within %(reach)s have no place by the norm.")


def families_why(site: ScenarioSite) -> str:
    """Return the sentence about families."""
    if not site.gain:
        return _("No family more is reached: every one within %(reach)s has a centre with a place.")
    if site.nobody == site.gain:
        return _("Reaches families in need who have no centre within %(reach)s: %(gain)s.")
    if site.nobody:
        return _("Reaches more families in need: %(gain)s; without a centre within %(reach)s: %(nobody)s.")
    return _("Reaches families in need for whom the centres within %(reach)s have no place: %(gain)s.")


def may_plan(user: User) -> bool:
    """Say whether the reader plans anywhere."""
    return user.has(Right.PLAN_COVERAGE)


def names_of(site: ScenarioSite, names: dict[str, Any], scenario: Scenario, *, exact: bool) -> str:
    """Return the settlements that a site serves, with how many of each."""
    told = (f"{names.get(code, code)} ({amount_told(many, scenario, exact=exact)})" for code, many in site.served)
    return _(", ").join(told)
