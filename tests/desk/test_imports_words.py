"""Every word that the product shows for a choice, in both languages, can stand in a list."""

from datetime import date

import pytest
from django.db.models import TextChoices
from django.utils.translation import override

from hamdeli.casework.columns import file_columns
from hamdeli.casework.models import Cause, Need
from hamdeli.centres.columns import centre_columns
from hamdeli.centres.models import Kind, Licence, Setting, Speciality
from hamdeli.desk.imports.kinds import KINDS
from hamdeli.desk.imports.templates import MEANINGS
from hamdeli.households.models import Sex
from hamdeli.jobs.lists.sentences import FILE_SENTENCES, SENTENCES
from hamdeli.sheets.columns import Column
from hamdeli.sheets.faults import CELL_CODES, FILE_CODES

TODAY = date(2026, 1, 1)
COLUMNS = {column.name: column for column in (*file_columns(TODAY), *centre_columns(TODAY))}
CHOICES: dict[str, type[TextChoices]] = {
    "kind": Kind,
    "specialities": Speciality,
    "licence": Licence,
    "setting": Setting,
    "need": Need,
    "cause": Cause,
    "sex": Sex,
}


def understood(column: Column, text: str) -> object:
    value, fault = column.read(text)
    assert fault is None, (column.name, text, fault)
    return value[0] if isinstance(value, tuple) and value else value


@pytest.mark.parametrize("language", ["fa", "en"])
@pytest.mark.parametrize("name", CHOICES)
def test_what_an_export_says_can_be_brought_in_again(name: str, language: str) -> None:
    for choice in CHOICES[name]:
        with override(language):
            label = str(choice.label)
        assert understood(COLUMNS[name], label) == choice
        assert understood(COLUMNS[name], choice.value) == choice


def test_every_fault_has_its_sentence() -> None:
    assert set(CELL_CODES) <= set(SENTENCES)
    assert set(FILE_CODES) <= set(FILE_SENTENCES)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_column_is_explained_and_no_heading_means_two(kind: object) -> None:
    columns = KINDS[getattr(kind, "name", "")].columns
    assert {column.name for column in columns} <= set(MEANINGS)
    headings = [heading for column in columns for heading in column.headings()]
    assert len(headings) == len(set(headings))
