"""The house checks that cost little, and that each of them finds a planted fault."""

from pathlib import Path

import pytest

from tests.support import catalogs, documented, words
from tests.support.ceilings import faults_of_ceilings, too_long
from tests.support.extracting import Word, words_in
from tests.support.house_checks import CHECKS, tool
from tests.support.migrations import faults_in, faults_of_migrations

LONG_FUNCTION = "def f() -> None:\n" + "    pass\n" * 40


def test_nothing_is_above_its_ceiling() -> None:
    assert list(faults_of_ceilings()) == []


def test_migrations_are_named_and_linear_and_import_nothing_of_ours() -> None:
    assert list(faults_of_migrations()) == []


def test_the_vendored_files_are_those_of_the_table() -> None:
    assert list(documented.faults_of_vendored()) == []


def test_every_text_has_its_persian() -> None:
    assert list(words.faults_of_words()) == []


def test_packages_commands_settings_and_jobs_are_documented() -> None:
    assert list(documented.faults_of_documents()) == []


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("a.py", "x = 1\n" * 401, "401 lines, at most 400"),
        ("a.py", "x = 1\n" * 400, None),
        ("test_a.py", "x = 1\n" * 500, None),
        ("test_a.py", "x = 1\n" * 501, "501 lines, at most 500"),
        ("a.html", "<p>\n" * 121, "121 lines, at most 120"),
        ("a.py", LONG_FUNCTION, "f has 41 lines, at most 40"),
        ("a.py", LONG_FUNCTION.replace("    pass\n", "", 1), None),
    ],
)
def test_what_is_above_a_ceiling_is_found(tmp_path: Path, name: str, text: str, found: str | None) -> None:
    path = tmp_path / name
    path.write_text(text)
    faults = list(too_long([path]))
    assert len(faults) == (found is not None)
    assert not faults or faults[0].endswith(str(found))


@pytest.mark.parametrize(
    ("names", "text", "found"),
    [
        (["0001_first.py", "0002_close_centres.py"], "", 0),
        (["0001_first.py", "0002_auto_20250101_0000.py"], "", 1),
        (["0001_first.py", "0001_second.py"], "", 1),
        (["0001_first.py", "0003_third.py"], "", 1),
        (["0001_first.py"], "from hamdeli.places.models import Place\n", 1),
        (["0001_first.py"], "import hamdeli.places\n", 1),
    ],
)
def test_a_bad_migration_is_found(tmp_path: Path, names: list[str], text: str, found: int) -> None:
    for name in names:
        (tmp_path / name).write_text(text)
    assert len(list(faults_in(tmp_path))) == found


def test_a_changed_a_missing_and_a_foreign_vendored_file_are_found(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text("a")
    (tmp_path / "b.js").write_text("b")
    faults = list(documented.faults_of_vendored(tmp_path, {"a.js": "0" * 128, "c.js": "0" * 128}))
    assert sorted(fault.split(" ")[0] for fault in faults) == ["a.js", "b.js", "c.js"]


def test_what_no_document_names_is_found() -> None:
    text = "`places` and HAMDELI_VAR, ./run test-long"
    assert list(documented.unnamed("the package", ["`places`"], text)) == []
    assert len(list(documented.unnamed("the setting", ["HAMDELI_VA"], text))) == 1
    assert len(list(documented.unnamed("the command", ["./run test"], text))) == 1


def test_the_names_that_must_be_documented_are_found_in_the_code() -> None:
    assert {"HAMDELI_VAR", "HAMDELI_DEMO", "HAMDELI_SEALING_KEY", "DATABASE_URL"} <= set(documented.settings_read())
    assert {"./run test", "./run words", "./run manage migrate"} <= set(documented.commands())


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("a.py", "from django.utils.translation import gettext_lazy as tell\nx = tell('One')\n", Word("One")),
        ("a.py", "_ = print\nx = _('Two' ' and two')\n", Word("Two and two")),
        ("a.py", "from django.utils.translation import ngettext\nngettext('1 row', 'rows', 2)", Word("1 row", "rows")),
        ("a.py", "from django.utils.translation import pgettext as p\np('sign', 'Out')", Word("Out", context="sign")),
        ("a.html", "{% load i18n %}\n  {% translate 'Three' %}", Word("Three")),
        ("a.html", '{% include "b.html" with title=_("Four") %}', Word("Four")),
        ("a.html", "{% blocktranslate %}Five {{ x }}{% endblocktranslate %}", Word("Five %(x)s")),
        (
            "a.html",
            "{% blocktranslate count n=n %}{{ n }} row{% plural %}{{ n }} rows{% endblocktranslate %}",
            Word("%(n)s row", "%(n)s rows"),
        ),
    ],
)
def test_a_marked_text_is_found(tmp_path: Path, name: str, text: str, found: Word) -> None:
    path = tmp_path / name
    path.write_text(text)
    assert [word for _line, word in words_in(path)] == [found]


def entry(text: str, *forms: str, plural: str = "", fuzzy: bool = False) -> catalogs.Entry:
    return catalogs.Entry(Word(text, plural), forms, "part.po", fuzzy)


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        (entry("%(n)s rows", "%(n)s ردیف"), 0),
        (entry("%(n)s rows", "ردیف"), 1),
        (entry("rows", "%(n)s ردیف"), 2),
        (entry("row", "رديف"), 1),
        (entry("row", "ردیف", fuzzy=True), 1),
        (entry("row", "row"), 1),
        (entry("one row", "یک ردیف", "%(n)s ردیف", plural="%(n)s rows"), 0),
        (entry("one row", "یک ردیف", "ردیف", plural="%(n)s rows"), 1),
    ],
)
def test_a_faulty_translation_is_found(planted: catalogs.Entry, found: int) -> None:
    assert len(list(words.faults_of(planted))) == found


def test_a_missing_translation_and_two_of_one_text_are_found() -> None:
    used = {Word("One"): ["a.py:1"], Word("Two"): ["a.py:2"], Word("1 row", "rows"): ["a.py:3"]}
    known = {Word("One"): ("یک",), Word("Two"): ("",), Word("1 row", "rows"): ("ردیف",)}
    assert len(list(words.missing(used, known))) == 2
    assert len(catalogs.merge([entry("One", "یک"), entry("One", "یکی")])[1]) == 1


def test_parts_travel_through_the_catalogue_unchanged(tmp_path: Path) -> None:
    given = {Word('a\n"b"\\', context="c"): ("ا\n«ب»",), Word("%(n)s row", "%(n)s rows"): ("ردیف", "ردیف‌ها")}
    path = tmp_path / "part.po"
    path.write_text(catalogs.catalogue_text(given), encoding="utf-8")
    assert catalogs.merge(catalogs.read_part(path)) == (dict(sorted(given.items())), [])


def test_a_tool_that_is_not_content_is_a_fault(tmp_path: Path) -> None:
    bad = tmp_path / "bad.py"
    bad.write_text("import os\n")
    assert list(tool("ruff", "check", "--quiet", str(bad)))
    assert set(CHECKS) >= {"form", "types", "floors", "ceilings", "templates", "migrations", "words", "documents"}
