"""The numbers of a table of scores, one by one, with what each is called: for the form and the page of a version."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamdeli.desk.casework.scoring.words import THINGS, in_language
from hamdeli.desk.templatetags.formats import digits
from hamdeli.households.models import Education, Tenure, Work


@dataclass(frozen=True)
class Weight:
    """One number: where it stands (`groups.0.rules.1.each`), under which heading, and what it is called."""

    path: str
    section: str
    label: str
    value: int


READ: dict[str, Any] = {
    "members": gettext_lazy("each member"),
    "rooms_per_person": gettext_lazy("each percent of a room for a person"),
    "tenure": gettext_lazy("housing"),
    "head_education": gettext_lazy("schooling of the head"),
    "head_work": gettext_lazy("work of the head"),
    "assets": gettext_lazy("assets"),
}
CHOSEN: dict[str, dict[str, Any]] = {
    "tenure": dict(Tenure.choices),
    "head_education": dict(Education.choices),
    "head_work": dict(Work.choices),
}
SINGLE: tuple[tuple[str, Any], ...] = (
    ("line", gettext_lazy("Line for an equivalent member (rials a month)")),
    ("equivalence.adult", gettext_lazy("Each further adult (percent)")),
    ("equivalence.child", gettext_lazy("Each child (percent)")),
    ("ages.child_below", gettext_lazy("A child is younger than")),
    ("ages.elderly_from", gettext_lazy("Elderly from the age of")),
)
PROXY: tuple[tuple[str, Any], ...] = (
    ("proxy.base", gettext_lazy("Base (rials a month)")),
    ("proxy.least", gettext_lazy("At least (rials a month)")),
    ("proxy.trust", gettext_lazy("A stated income counts at least so many percent of the estimate")),
)
PARTS: dict[str, Any] = {
    "each": gettext_lazy("points for each"),
    "beyond": gettext_lazy("counted beyond"),
    "otherwise": gettext_lazy("otherwise"),
    "unknown": gettext_lazy("unknown"),
    "least": gettext_lazy("at least"),
    "most": gettext_lazy("at most"),
}


def weights(rules: dict[str, Any]) -> list[Weight]:
    """Return every number of a sound table in its order."""
    return [*of_lines(rules), *of_proxy(rules), *of_groups(rules)]


def of_lines(rules: dict[str, Any]) -> Iterator[Weight]:
    """Yield the line, the scale of equivalence and the ages."""
    for path, label in SINGLE:
        yield Weight(path, _("Line and sizes"), str(label), take(rules, path))


def of_proxy(rules: dict[str, Any]) -> Iterator[Weight]:
    """Yield the weights of the proxy means test."""
    section = _("What a family seems to live on")
    for path, label in PROXY:
        yield Weight(path, section, str(label), take(rules, path))
    for place, each in enumerate(rules["proxy"]["weights"]):
        label = str(READ.get(each["reads"], each["reads"]))
        if each.get("is"):
            label += f": {value_name(each['reads'], each['is'])}"
        yield Weight(f"proxy.weights.{place}.adds", section, label, each["adds"])


def of_groups(rules: dict[str, Any]) -> Iterator[Weight]:
    """Yield the points of each rule of each group."""
    for place, group in enumerate(rules["groups"]):
        section, path = in_language(group["label"]), f"groups.{place}"
        yield Weight(f"{path}.most", section, _("The whole group at most"), group["most"])
        for number, rule in enumerate(group["rules"]):
            yield from of_rule(rule, f"{path}.rules.{number}", section)


def of_rule(rule: dict[str, Any], path: str, section: str) -> Iterator[Weight]:
    """Yield the numbers of one rule."""
    name = in_language(rule["label"])
    for place, band in enumerate(rule.get("bands", ())):
        here = f"{path}.bands.{place}"
        yield Weight(f"{here}.below", section, _("%(rule)s: bound %(place)s") % words(name, place), band["below"])
        yield Weight(f"{here}.points", section, _("%(rule)s: points below it") % {"rule": name}, band["points"])
    for value, points in rule.get("points", {}).items():
        yield Weight(f"{path}.points.{value}", section, f"{name}: {value_name(rule['reads'], value)}", points)
    for part, label in PARTS.items():
        if part in rule:
            yield Weight(f"{path}.{part}", section, f"{name}: {label}", rule[part])


def words(rule: str, place: int) -> dict[str, str]:
    """Return the words of a bound, counted from 1."""
    return {"rule": rule, "place": digits(str(place + 1))}


def value_name(reads: str, value: str) -> str:
    """Return what a choice or a thing is called."""
    return str(CHOSEN.get(reads, THINGS).get(value, value))


def take(rules: Any, path: str) -> int:
    """Return the number at `path`."""
    for step in path.split("."):
        rules = rules[int(step)] if isinstance(rules, list) else rules[step]
    return int(rules)


def put(rules: Any, path: str, value: int) -> None:
    """Write the number at `path`."""
    *way, last = path.split(".")
    for step in way:
        rules = rules[int(step)] if isinstance(rules, list) else rules[step]
    rules[last] = value
