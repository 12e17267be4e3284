"""What can be wrong with a list, as sentences. The same texts as the site's, so that they are translated once."""

from collections.abc import Mapping, Sequence
from typing import Any

from hamdeli.config.allocate.words import Words
from hamdeli.config.allocate.words import gettext_noop as _
from hamdeli.sheets.columns import Column

FILE_SENTENCES = {
    "empty": _("The file is empty. Choose a file that has rows."),
    "missing": _("There is no such file."),
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
    "headings": _("The headings do not fit. Missing columns: %(missing)s. Columns that occur twice: %(duplicate)s."),
    "no_rows": _("There is no row below the headings."),
}
CELL_SENTENCES = {
    "empty": _("The cell is empty, but a value is needed."),
    "formula": _("There is a formula in the cell. Put its value in its place."),
    "merged": _("The cell is merged with others. Unmerge them and fill in each."),
    "error": _("The cell shows an error of the spreadsheet."),
    "repeated": _("The same value stands in row %(row)s already."),
    "too_long": _("The text is longer than %(longest)s letters."),
    "too_small": _("The number must be at least %(low)s."),
    "too_great": _("The number must be at most %(high)s."),
    "unknown_choice": _("“%(word)s” is not one of the words that may stand here."),
    "not_text": _("True or false cannot stand here."),
    "damaged": _("The spreadsheet has rounded this long code. Format the column as text and type it again."),
    "coordinate": _("A coordinate in degrees must lie between %(low)s and %(high)s."),
    "number.empty": _("The number is empty."),
    "number.format": _("This is not a number."),
    "number.not_whole": _("A whole number is needed."),
    "at_sea": _("The coordinates lie at sea or abroad. Were latitude and longitude swapped?"),
    "centre_unknown": _("There is no centre with this code. Centres are named by code, never by name."),
}
UNKNOWN = _("The value cannot be used.")
LISTS = ("missing", "duplicate")


def sentence(words: Words, code: str, params: Mapping[str, Any]) -> str:
    """Return the sentence for the fault of a cell."""
    return words(CELL_SENTENCES.get(code, UNKNOWN), **params)


def file_sentence(words: Words, code: str, params: Mapping[str, Any], columns: Sequence[Column]) -> str:
    """Return the sentence for the fault of a file as a whole."""
    named = {name: headings(words, value, columns) if name in LISTS else value for name, value in params.items()}
    text = FILE_SENTENCES.get(code, FILE_SENTENCES["broken"])
    return words(text, **named) if named else words(text)


def headings(words: Words, names: Sequence[str], columns: Sequence[Column]) -> str:
    """Return columns by their headings, or a dash for none."""
    return words.comma.join(heading(words, name, columns) for name in names) or "—"


def heading(words: Words, name: str, columns: Sequence[Column]) -> str:
    """Return the heading of a column."""
    column = next(each for each in columns if each.name == name)
    return column.fa if words.right_to_left else column.en
