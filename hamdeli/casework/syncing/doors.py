"""The delivery lists that a phone takes along: for each family its code, a short name, and whether it came already."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import scope
from hamdeli.casework.access import knowable
from hamdeli.casework.aiding.doubling import standing
from hamdeli.casework.models import CaseFile, Delivery, DeliveryLine
from hamdeli.households.models import Kinship, Person

MOST = 5
MOST_LINES = 600


def lists_at_door(user: User, today: date) -> QuerySet[Delivery]:
    """Return the approved lists of today and tomorrow at whose door `user` may stand."""
    there = scope(user, Right.GIVE, province="centre__province", county="centre__county", centre="centre__code")
    rows = Delivery.objects.filter(there, state=Delivery.State.APPROVED, on__in=(today, today + timedelta(days=1)))
    return rows.select_related("kind").order_by("on", "pk")[:MOST]


def told_list(user: User, delivery: Delivery) -> tuple[dict[str, Any], list[str]]:
    """Return a list as plain values, and the codes of the files whose families it names."""
    came = standing().filter(line=OuterRef("pk"))
    lines = list(delivery.lines.select_related("case_file__household").annotate(came=Exists(came))[:MOST_LINES])
    names = short_names(user, lines)
    told = {
        "delivery": delivery.pk,
        "title": delivery.title,
        "what": {"fa": delivery.kind.name_fa, "en": delivery.kind.name_en},
        "on": delivery.on.isoformat(),
        "lines": [told_line(line, names.get(line.case_file_id, ("", ""))[1]) for line in lines],
    }
    return told, sorted(code for code, _name in names.values())


def told_line(line: Any, name: str) -> dict[str, Any]:
    """Return one family on a list, with the number of its members."""
    return {"code": line.code, "name": name, "members": line.case_file.household.members_count, "came": line.came}


def short_names(user: User, lines: Sequence[DeliveryLine]) -> dict[int, tuple[str, str]]:
    """Return the code and a short name for the files that `user` sees and may know: given name and one letter."""
    files = CaseFile.objects.visible_to(user).filter(knowable(user), pk__in=[line.case_file_id for line in lines])
    known = {household: (pk, code) for pk, code, household in files.values_list("pk", "code", "household")}
    heads = Person.objects.filter(household__in=known, kinship=Kinship.HEAD, left_on__isnull=True)
    return {known[head.household_id][0]: (known[head.household_id][1], short(head)) for head in heads}


def short(person: Person) -> str:
    """Return a given name with the first letter of the family name."""
    return f"{person.given_name} {person.family_name[:1]}".strip()
