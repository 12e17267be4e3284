"""Sealed texts are found by any way to type their words, by those alone who may read them."""

from datetime import date, timedelta
from typing import Any

import pytest

from hamdeli.casework.daily.finding import MOST, excerpt, find_texts
from hamdeli.casework.daily.notes import write_note
from hamdeli.casework.daily.words import asked_words, index_words, number_of, words_of
from hamdeli.casework.models import CaseFile, SearchWord
from tests.support.cast import Cast, case_file

TODAY = date(2026, 5, 1)
TEXT = "مادربزرگ نمی‌تواند اجارهٔ ۱۲۵ میلیونی را بپردازد؛ آقای کاظمی ضامن شد."


@pytest.fixture
def file(cast: Cast) -> CaseFile:
    """A file that Mehr carries, with a note."""
    made = case_file("10-1", cast.kashan, centre=cast.mehr)
    noted(cast, made, TEXT)
    return made


def noted(cast: Cast, file: CaseFile, text: str, **other: Any) -> None:
    asked = {"about_on": TODAY, "by": cast.worker, "today": TODAY, **other}
    write_note(case_file=file, text=text, **asked)


@pytest.mark.parametrize(
    "asked",
    [
        "كاظمي",
        "اجاره",
        "١٢٥",
        "125 ميليوني",
        "نمیتواند",
        "نمی‌تواند",
        "نمی تواند",
        "مادربزرگ ضامن",
        "آقاي كاظمى",
        "اقای",
    ],
)
def test_any_way_to_type_a_word_finds_it(cast: Cast, file: CaseFile, asked: str) -> None:
    (found,) = find_texts(cast.worker, asked)
    assert (found.case_file, found.kind, found.on) == (file, "note", TODAY)


@pytest.mark.parametrize("asked", ["", "  ", "و", "از که", "کاظم", "کاظمی خانه", "%", "' OR 1=1 --"])
def test_what_is_not_there_is_not_found(cast: Cast, file: CaseFile, asked: str) -> None:
    assert find_texts(cast.worker, asked) == []


def test_those_who_may_not_read_find_nothing(cast: Cast, file: CaseFile) -> None:
    finders = {name for name, user in cast.staff.items() if find_texts(user, "کاظمی")}
    assert finders == {"deputy", "county_head", "centre_head", "worker", "enquiring_worker", "supervisor"}
    CaseFile.objects.update(discreet=True, keeper=cast.centre_head)
    finders = {name for name, user in cast.staff.items() if find_texts(user, "کاظمی")}
    assert finders == {"county_head", "centre_head"}


def test_a_volunteer_finds_in_files_that_they_help_with(cast: Cast, file: CaseFile) -> None:
    assert find_texts(cast.volunteer, "کاظمی") == []
    CaseFile.objects.update(aide=cast.volunteer)
    assert len(find_texts(cast.volunteer, "کاظمی")) == 1


def test_the_index_holds_no_words(cast: Cast, file: CaseFile) -> None:
    rows = SearchWord.objects.values_list("word", flat=True)
    assert len(rows) == len({number_of(word) for word in words_of(TEXT)})
    assert all(0 <= number < 2**63 for number in rows)


def test_another_key_gives_other_numbers(settings: Any) -> None:
    before = number_of("کاظمی")
    settings.SEALING_KEY = "another"
    assert number_of("کاظمی") != before


def test_the_newest_come_first_and_never_more_than_a_page(cast: Cast, file: CaseFile) -> None:
    for number in range(MOST + 5):
        noted(cast, file, "پیگیری", about_on=TODAY - timedelta(number))
    found = find_texts(cast.worker, "پیگیری")
    assert len(found) == MOST
    assert [each.on for each in found] == sorted((each.on for each in found), reverse=True)


def test_a_text_that_is_told_again_replaces_its_words(cast: Cast, file: CaseFile) -> None:
    index_words("task", 5, file, "first words", on=TODAY)
    index_words("task", 5, file, "second words", on=TODAY)
    kept = set(SearchWord.objects.filter(kind="task", subject_id=5).values_list("word", flat=True))
    assert kept == {number_of("second"), number_of("words")}


def test_half_spaces_join_and_part() -> None:
    assert list(words_of("می‌رود خانه")) == ["میرود", "خانه", "رود"]
    assert asked_words("می‌رود به خانه") == [frozenset({"میرود", "رود"}), frozenset({"خانه"})]


def test_an_excerpt_shows_the_word_among_others() -> None:
    text = " ".join(["الف"] * 60 + ["كاظمي"] + ["ب"] * 90)
    cut = excerpt(text, {"کاظمی"})
    assert "كاظمي" in cut
    assert cut.startswith("… ")
    assert cut.endswith(" …")
    assert len(cut) < 160
