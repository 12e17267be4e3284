"""The pieces that letters and forms are made of, in the language that is active: heads, families, days, codes."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hamdeli.casework.daily.letters import Letter, Pairs, Part, Rows
from hamdeli.casework.models import CaseFile
from hamdeli.households.models import Person
from hamdeli.persian.calendar import format_date
from hamdeli.persian.digits import in_language

ISOLATE, END = "\u2066", "\u2069"


def language() -> str:
    """The language of the letter, in two letters."""
    return (get_language() or "fa")[:2]


def code(value: object) -> str:
    """Return a code as one left-to-right piece with the digits of the letter."""
    return f"{ISOLATE}{in_language(value, language())}{END}"


def day(value: date | datetime | None, *, long: bool = False) -> str:
    """Return a day as the letter's language writes it; a moment by the local day; a dash where there is none."""
    if value is None:
        return "—"
    return format_date(timezone.localdate(value) if isinstance(value, datetime) else value, language(), long=long)


def letter(title: str, case_file: CaseFile, parts: Sequence[Part], *, on: date) -> Letter:
    """Return a letter of the centre that carries the file, or of the county office."""
    centre = case_file.centre
    of_county = _("Office of %(county)s") % {"county": case_file.county.name}
    return Letter(
        language=language(),
        title=title,
        sign=centre.name if centre else of_county,
        office=of_county if centre else _("Relief organisation"),
        foot=_("File %(code)s. Confidential: for whom it is meant alone.") % {"code": code(case_file.code)},
        page_words=_("page %(page)s"),
        marks=[(_("Number"), code(case_file.code)), (_("Day"), day(on, long=True))],
        parts=parts,
    )


def family(case_file: CaseFile) -> list[Person]:
    """Return the members who live in the household now."""
    members = case_file.household.members.filter(left_on__isnull=True)
    return sorted(members, key=lambda person: (person.kinship != "head", person.pk))


def head_of(members: Sequence[Person]) -> str:
    """Return the name of the head, or of whoever stands first."""
    return str(members[0]) if members else "—"


def family_rows(members: Sequence[Person]) -> Rows:
    """Return the table of the members."""
    head = [_("Name"), _("Kinship"), _("Birth date"), _("Education"), _("Health"), _("Work")]
    rows = [
        [
            str(person),
            person.get_kinship_display(),
            day(person.birth_date),
            person.get_education_display() or "—",
            person.get_health_display() or "—",
            person.get_work_display() or "—",
        ]
        for person in members
    ]
    return Rows(head, rows, (2, 1.3, 1.2, 1.5, 1.2, 1.4))


def file_pairs(case_file: CaseFile, members: Sequence[Person], *, judged: bool) -> Pairs:
    """Return what the file says of the family; how it was judged only where the reader may know it (`judged`)."""
    verdict = [
        (_("Priority"), in_language(case_file.priority, language())),
        (_("Coverage"), case_file.get_coverage_display()),
    ]
    return Pairs(
        [
            (_("Head of household"), head_of(members)),
            (_("Members"), in_language(len(members), language())),
            (_("Main need"), case_file.get_need_display()),
            *(verdict if judged else []),
            (_("State"), case_file.get_state_display()),
            (_("File opened on"), day(case_file.opened_on)),
            (_("Next visit due"), day(case_file.next_visit_on)),
        ]
    )
