"""Every fault of a list as a sentence: what is wrong, and what to do."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hamdeli.persian.digits import in_language, is_persian
from hamdeli.sheets.columns import Column

FILE_SENTENCES: dict[str, Any] = {
    "empty": _("The file is empty. Choose a file that has rows."),
    "missing": _("The file is no longer there. Upload it again."),
    "too_large": _("The file is larger than %(limit)s megabytes. Split it into smaller files."),
    "unknown_kind": _("This is neither an Excel workbook (XLSX) nor a CSV file."),
    "old_format": _("This is an old Excel workbook (XLS). Open it and save it as XLSX."),
    "encrypted": _("The workbook is protected by a password. Save it without one."),
    "macros": _("The workbook contains macros and was not opened. Save it as XLSX without macros."),
    "broken": _("The file is damaged and cannot be read. Save it anew from the program that made it."),
    "too_many_parts": _("The workbook consists of more than %(limit)s parts and was not opened."),
    "inflates": _("The workbook would swell to %(megabytes)s megabytes and was not opened."),
    "sizes_lie": _("The workbook is not what it says it is, and was not opened."),
    "entities": _("The workbook contains definitions that a list does not need, and was not opened."),
    "too_slow": _("Reading the file took too long. Remove formats and unneeded sheets, or split it."),
    "too_much_memory": _("The file needs too much memory. Remove formats and unneeded sheets, or split it."),
    "too_many_rows": _("The list has more than %(limit)s rows. Split it."),
    "too_many_columns": _("The list has more than %(limit)s columns. Remove those that are not needed."),
    "too_many_merges": _("The sheet has too many merged cells. Unmerge them."),
    "encoding": _("The letters of line %(line)s cannot be read. Save the file as UTF-8 or as XLSX."),
    "broken_line": _("Line %(line)s is broken off: a quotation mark is open."),
    "no_sheet": _("The workbook has no visible sheet with rows."),
    "headings": _("The headings do not fit. The template has the right ones."),
    "no_rows": _("There is no row below the headings."),
    "rows_faulty": _("%(faulty)s rows are faulty. Nothing was stored. Correct them or choose to leave them out."),
    "more_faults": _(
        "The records changed since the preview: now %(faulty)s rows are faulty instead of %(expected)s. "
        "Nothing was stored. Upload the list again and look."
    ),
    "not_allowed": _("The post that allowed you to bring this list has ended. Nothing was stored."),
    "refused": _("The handing over to the centres was refused. Nothing was stored."),
    "worker_died": _("The work broke off three times. Nothing was stored. Try again, or ask for help."),
    "unexpected": _("Something went wrong on our side. Nothing was stored. Try again, or ask for help."),
}

CELL_SENTENCES: dict[str, Any] = {
    "empty": _("The cell is empty, but a value is needed."),
    "formula": _("There is a formula in the cell. Put its value in its place."),
    "merged": _("The cell is merged with others. Unmerge them and fill in each."),
    "error": _("The cell shows an error of the spreadsheet."),
    "repeated": _("The same value stands in row %(row)s already."),
    "too_long": _("The text is longer than %(longest)s letters."),
    "too_small": _("The number must be at least %(low)s."),
    "too_great": _("The number must be at most %(high)s."),
    "unknown_choice": _("“%(word)s” is not one of the words that may stand here. The template lists them."),
    "not_text": _("True or false cannot stand here."),
    "damaged": _("The spreadsheet has rounded this long code. Format the column as text and type it again."),
    "coordinate": _("A coordinate in degrees must lie between %(low)s and %(high)s."),
    "date.empty": _("The date is empty."),
    "date.format": _("This is not a date. Write it like 1403/05/12."),
    "date.impossible": _("There is no such day in the calendar."),
    "date.out_of_range": _("The year must lie between %(first)s and %(last)s."),
    "date.future": _("The date lies in the future."),
    "number.empty": _("The number is empty."),
    "number.format": _("This is not a number."),
    "number.not_whole": _("A whole number is needed."),
    "national_code.empty": _("The national code is empty."),
    "national_code.characters": _("A national code consists of digits only."),
    "national_code.length": _("A national code has ten digits, not %(length)s."),
    "national_code.repeated": _("Ten equal digits are not a national code."),
    "national_code.check_digit": _("The digits of the national code do not fit together. Look for a typing error."),
    "phone.empty": _("The phone number is empty."),
    "phone.format": _("This is not a phone number."),
    "phone.invalid": _("There is no such phone number."),
}

RECORD_SENTENCES: dict[str, Any] = {
    "code_format": _("A code consists of Latin letters and digits, with hyphens between them."),
    "code_elsewhere": _("This code belongs to a record outside your area. Codes are never used twice."),
    "province_unknown": _("There is no such province. Write its code or its name."),
    "province_foreign": _("This row is of another province. Only lists of your own province can be brought in."),
    "county_unknown": _("There is no such county in this province. Write its code or its name."),
    "county_ambiguous": _("Several counties of the province have this name. Write the code."),
    "county_foreign": _("This row is of another county than yours."),
    "outside_province": _("The coordinates lie outside the province, or at sea. Were latitude and longitude swapped?"),
    "code_of_place": _("This is the code of %(place)s. Give the neighbourhood a code of its own."),
    "town_unknown": _("There is no such town or village in this county. Write its code or its name."),
    "town_ambiguous": _("Several towns or villages of the county have this name. Write the code."),
    "far_from_town": _("The neighbourhood lies %(far)s km from the middle of %(town)s. Look at its coordinates."),
    "more_than_town": _(
        "%(town)s has %(people)s inhabitants: no neighbourhood of it has more than twice as many. Look at the figure."
    ),
    "year_alone": _("A year without a population says nothing. Write the population too."),
    "capacity_below_load": _("The centre carries %(carried)s files today; its capacity cannot be less."),
    "licence_moves": _("A list does not change a licence. Suspend, renew or revoke it on the page of the licence."),
    "centre_unknown": _("There is no centre with this code. Centres are named by code, never by name."),
    "centre_elsewhere": _("This centre is in another province."),
    "centre_unlicensed": _("This centre has no active licence and cannot receive files."),
    "centre_full": _("This centre has no free place left: its capacity is %(capacity)s."),
    "carried_elsewhere": _("The centre %(centre)s carries this file today. Transfer it on the page of the file."),
    "carried_stays": _("A centre carries this file. Recall it before the family moves to another province."),
    "file_closed": _("This file is closed and is not changed by lists."),
    "head_incomplete": _("To store the head of the household, both given name and family name are needed."),
    "national_code_taken": _("This national code belongs to a person in another file. Is the family known already?"),
}
SENTENCES = {**CELL_SENTENCES, **RECORD_SENTENCES}
COLUMN_SENTENCES: dict[str, Any] = {
    "missing": _("Missing columns: %(columns)s."),
    "duplicate": _("Columns that occur twice: %(columns)s."),
}


def sentence(code: str, params: Mapping[str, Any]) -> str:
    """Return the sentence for the fault of a cell or a row, in the language that is active."""
    return filled(SENTENCES[code], params)


def file_sentence(code: str, params: Mapping[str, Any], columns: Sequence[Column] = ()) -> str:
    """Return the sentence for the fault of a file as a whole, in the language that is active."""
    told = [filled(FILE_SENTENCES.get(code, FILE_SENTENCES["unexpected"]), params)]
    for name, text in COLUMN_SENTENCES.items():
        if params.get(name):
            told.append(filled(text, {"columns": names(params[name], columns)}))
    return " ".join(told)


def filled(text: Any, params: Mapping[str, Any]) -> str:
    """Return `text` with its values in the digits of the language."""
    return in_language(str(text) % dict(params), get_language() or "fa")


def names(found: Any, columns: Sequence[Column]) -> str:
    """Return columns by their headings."""
    comma = "، " if is_persian(get_language() or "fa") else ", "
    return comma.join(heading(name, columns) for name in found)


def heading(name: str, columns: Sequence[Column]) -> str:
    """Return the heading of a column in the language that is active."""
    column = next((each for each in columns if each.name == name), None)
    if column is None:
        return name
    return column.fa if is_persian(get_language() or "fa") else column.en
