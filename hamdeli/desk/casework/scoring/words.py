"""What a score, a change and a faulty table say, in the reader's language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from hamdeli.casework.models import Hardship
from hamdeli.casework.scoring.changes import Change
from hamdeli.casework.scoring.tables import TableFault
from hamdeli.desk.templatetags.formats import digits, number
from hamdeli.households.models import Health, Kinship, Tenure

ASSETS: dict[str, Any] = {
    "refrigerator": gettext_lazy("refrigerator"),
    "stove": gettext_lazy("stove"),
    "washing_machine": gettext_lazy("washing machine"),
    "television": gettext_lazy("television"),
    "phone": gettext_lazy("smart phone"),
    "computer": gettext_lazy("computer"),
    "motorcycle": gettext_lazy("motorcycle"),
    "car": gettext_lazy("car"),
    "shop": gettext_lazy("shop or workshop"),
    "land": gettext_lazy("farmland or orchard"),
    "livestock": gettext_lazy("livestock"),
    "second_home": gettext_lazy("second home"),
}
THINGS: dict[str, Any] = ASSETS | dict(Hardship.Kind.choices)
WHOLE = 100


@dataclass(frozen=True)
class Told:
    """One line of a score as a reader sees it."""

    group: str
    label: str
    read: str
    note: str
    points: int
    limit: bool


def told(lines: Iterable[Mapping[str, Any]]) -> list[Told]:
    """Return the lines of a score in the reader's language."""
    return [
        Told(
            group=line["group"],
            label=_("Limit of the group") if line["rule"] == "limit" else in_language(line["label"]),
            read=SAYS[line["kind"]](line),
            note=note_of(line) if line["missing"] else "",
            points=line["points"],
            limit=line["rule"] == "limit",
        )
        for line in lines
    ]


def at_a_glance(lines: Iterable[Mapping[str, Any]]) -> str:
    """Return the lines that count, in a few words."""
    counted = [line for line in lines if line["points"] and line["rule"] != "limit"]
    return _(", ").join(f"{in_language(line['label'])} {number(line['points'])}" for line in counted)


def in_language(words: Mapping[str, str]) -> str:
    """Return a text of a table."""
    return words["fa" if (get_language() or "fa").startswith("fa") else "en"]


def say_bands(line: Mapping[str, Any]) -> str:
    """Say a number that lies in a band."""
    if line["reads"] == "income_share":
        return say_income(line["details"], line["read"])
    if line["reads"] == "rooms_per_person":
        return _("%(rooms)s rooms for each person") % {"rooms": number(line["read"] / WHOLE, 2)}
    return number(line["read"])


def say_income(details: Mapping[str, Any], share: int) -> str:
    """Say the income that is counted, and what it is made of."""
    words = {name: number(value) for name, value in details.items()} | {"share": number(share)}
    words["size"] = number(details["equivalents"] / WHOLE, 1)
    said = _("%(stated)s rials a month for %(size)s equivalent members: %(each)s each.") % words
    if details["counted"] != details["each"]:
        said += " " + _("Counted as %(counted)s, by what the family seems to live on (%(estimate)s).") % words
    return said + " " + _("That is %(share)s percent of the line of %(line)s.") % words


def say_choice(line: Mapping[str, Any]) -> str:
    """Say what was chosen."""
    if line["reads"] == "tenure" and line["read"]:
        return str(Tenure(line["read"]).label)
    return line["read"] or _("not known")


def say_goods(line: Mapping[str, Any]) -> str:
    """Say which things there are, and what each counts."""
    if not line["read"]:
        return _("none")
    points = line["matched"]
    return _(", ").join(
        f"{THINGS[thing]} ({number(points[thing])})" if thing in points else str(THINGS[thing])
        for thing in line["read"]
    )


def say_each(line: Mapping[str, Any]) -> str:
    """Say how many there are, and what each counts."""
    each, beyond = line["matched"]
    words = {"count": number(line["read"]), "each": number(each), "beyond": number(beyond)}
    if beyond:
        return _("%(count)s; each beyond %(beyond)s counts %(each)s") % words
    return _("%(count)s; each counts %(each)s") % words


def say_limit(line: Mapping[str, Any]) -> str:
    """Say that the limit of a group cut its lines."""
    words = {"sum": number(line["read"]), "most": number(line["matched"])}
    return _("The lines above make %(sum)s; this group counts between nothing and %(most)s.") % words


SAYS = {"bands": say_bands, "choices": say_choice, "goods": say_goods, "each": say_each, "limit": say_limit}


def note_of(line: Mapping[str, Any]) -> str:
    """Say that something is not known, and as what it was counted."""
    if line["reads"] == "income_share":
        words = {"estimate": number(line["details"]["estimate"])}
        return _("An income is unknown: counted as what the family seems to live on, %(estimate)s rials.") % words
    if line["reads"] == "rooms_per_person":
        return _("The rooms are unknown: counted as one room for each person.")
    if line["kind"] == "choices":
        return _("Unknown: counted as %(points)s points.") % {"points": number(line["points"])}
    return _("Something of it is unknown, and counts as nothing.")


CHANGES: dict[str, Any] = {
    "tenure": gettext_lazy("housing becomes: %(to)s"),
    "rooms": gettext_lazy("rooms become: %(to)s"),
    "asset_lost": gettext_lazy("without: %(thing)s"),
    "asset_gained": gettext_lazy("with: %(thing)s"),
    "trouble_ends": gettext_lazy("the hardship ends: %(trouble)s"),
    "trouble_comes": gettext_lazy("a hardship comes: %(trouble)s"),
    "income_none": gettext_lazy("%(member)s: it turns out that there is no income"),
    "income_lost": gettext_lazy("%(member)s: the income is lost"),
    "income_half_more": gettext_lazy("%(member)s: the income rises by half"),
    "health": gettext_lazy("%(member)s: health becomes %(to)s"),
    "insured": gettext_lazy("%(member)s: gets an insurance"),
}


def say_change(change: Change) -> str:
    """Return what would change."""
    words: dict[str, Any] = dict(change.params)
    if "member" in words:
        kin = Kinship(words["kinship"]).label if words["kinship"] else _("member")
        words["member"] = f"{kin} ({number(words['member'] + 1)})"
    if change.code in ("tenure", "health"):
        words["to"] = (Tenure if change.code == "tenure" else Health)(words["to"]).label
    for name in ("thing", "trouble"):
        if name in words:
            words[name] = THINGS[words[name]]
    return digits(str(CHANGES[change.code]) % words)


FAULTS: dict[str, Any] = {
    "not_json": gettext_lazy("This is not JSON: line %(line)s."),
    "not_a_table": gettext_lazy("This is not a table of scores."),
    "missing": gettext_lazy("This part is missing."),
    "unknown": gettext_lazy("Nobody reads this name; it is perhaps misspelt."),
    "not_a_number": gettext_lazy("A whole number is needed."),
    "out_of_range": gettext_lazy("The number must lie between %(least)s and %(most)s."),
    "not_both_languages": gettext_lazy("A text in both languages is needed: fa and en."),
    "not_a_code": gettext_lazy("A code of Latin letters, digits and _ is needed."),
    "not_one_of": gettext_lazy("One of these is needed: %(names)s."),
    "not_in_order": gettext_lazy("The bounds must rise from one to the next."),
    "rises_with_means": gettext_lazy("A family that has more would get more points."),
    "falls_with_burden": gettext_lazy("A family that bears more would get fewer points."),
    "twice": pgettext_lazy("a code of a table", "This code is used twice: %(name)s."),
}


def say_fault(fault: TableFault) -> str:
    """Return what is wrong with a table."""
    return digits(str(FAULTS[fault.code]) % fault.params)
