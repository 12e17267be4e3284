import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hamdeli.persian.letters import clean, fold, sort_key, squeeze, words

PERSIAN = "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"
PAIRS = [
    ("علي كريمي", "علی کریمی"),
    ("فاطمة", "فاطمه"),
    ("آمنه", "امنه"),
    ("مسؤول", "مسوول"),
    ("رئیس", "رییس"),
    ("أحمد إبراهیم ٱلله", "احمد ابراهیم الله"),
    ("خانهٔ ما", "خانه ما"),
    ("خانۀ ما", "خانه ما"),
    ("نیکو\u200cکاری", "نیکوکاری"),
    ("محـــله", "محله"),
    ("مُحَمَّد", "محمد"),
    ("\u202bمحله\u202c \u200f۴۲", "محله 42"),
    ("٤٢ ۴۲ 42", "42 42 42"),
    ("ﻋﻠﻲ", "علی"),
    ("  شهر\u00a0 کرد\t", "شهر کرد"),
    ("ISFAHAN Şahr", "isfahan sahr"),
    ("A-12\u200d", "a-12"),
]


@pytest.mark.parametrize(("typed", "meant"), PAIRS)
def test_variants_fold_to_one_key(typed: str, meant: str) -> None:
    assert fold(typed) == fold(meant)


def test_the_standard_normal_form_does_not_do_this() -> None:
    assert unicodedata.normalize("NFKC", "علي كريمي") != unicodedata.normalize("NFKC", "علی کریمی")


def test_different_words_stay_different() -> None:
    distinct = ["کرمان", "گرمان", "پدر", "بدر", "زاله", "ژاله", "جاه", "چاه", "کار", "کارر", "علی", "علا", "صبا", "سبا"]
    assert len({fold(word) for word in distinct}) == len(distinct)
    assert len({fold(letter) for letter in PERSIAN}) == len(PERSIAN)


def test_folding_is_idempotent_for_every_character() -> None:
    wrong = [hex(code) for code in range(sys.maxunicode + 1) if fold(once := fold(chr(code))) != once]
    assert wrong == []


VARIANTS = {"ی": "یيى", "ک": "کك", "ه": "هة", "ا": "اأإآٱ", "و": "وؤ", "۴": "۴٤4"}
NOISE = ["", "\u200c", "\u200d", "\u0640", "\u064e", "\u0651", "\u200f", "\u202b"]


@st.composite
def spellings(draw: st.DrawFn) -> tuple[str, str]:
    plain = draw(st.text(alphabet=PERSIAN + "۴ ", min_size=1, max_size=30))
    typed = [
        draw(st.sampled_from(VARIANTS.get(letter, letter))) + draw(st.sampled_from(NOISE if letter != " " else [""]))
        for letter in plain
    ]
    return plain, "".join(typed)


@settings(max_examples=1000)
@given(spellings())
def test_any_mixture_of_variants_is_found(pair: tuple[str, str]) -> None:
    plain, typed = pair
    assert fold(typed) == fold(plain)
    assert sort_key(typed.replace("آ", "ا")) == sort_key(plain)


@given(st.text(alphabet=PERSIAN, max_size=12), st.text(alphabet=PERSIAN, max_size=12))
def test_plain_words_are_never_merged(one: str, other: str) -> None:
    assert (fold(one) == fold(other)) == (one == other)


@given(st.text())
def test_keys_of_any_text(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert clean(clean(text)) == clean(text)
    assert fold(clean(text)) == fold(text)
    assert set(sort_key(text)) <= set("0123456789abcdef")


def test_clean_keeps_the_half_space_and_drops_what_is_unseen() -> None:
    assert clean(" مي\u200cرود \u202eكار\u0000 ") == "می\u200cرود کار"
    assert clean("الف\u200c\u200c \u200cب") == "الف ب"
    assert clean("یک\r\nدو  سه", lines=True) == "یک\nدو سه"
    assert clean("یک\nدو") == "یک دو"
    assert clean("آبِ رئیس ة ۴٤") == "آبِ رئیس ة ۴٤"


def test_words_and_squeeze() -> None:
    assert words("کد-مرکز: (نیکو\u200cکاری) شماره\u200cی ۱۲") == ["کد", "مرکز", "نیکوکاری", "شمارهی", "12"]
    assert squeeze("تخصص\u200cها") == squeeze("تخصص ها") == squeeze("تخصص_ها")


ORDERED = ["", "۲ب", "Arak", "zabol", "آب", "ابر", "ابرار", "ایلام", "بابل", "پارس", "تهران", "جلفا", "چابهار", "زابل"]
ORDERED += ["ژاله", "ساری", "قم", "کاشان", "کرج", "گرگان", "لار", "مشهد", "نور", "ورامین", "هرات", "یزد"]


def test_sorting_follows_the_alphabet() -> None:
    mixed = ORDERED[::-1]
    assert sorted(mixed, key=sort_key) == ORDERED
    assert sort_key("كرج") == sort_key("کرج")
    assert sort_key("آب") != sort_key("اب")
    assert sorted(["شهر نو", "شهر", "شهران"], key=sort_key) == ["شهر", "شهر نو", "شهران"]


@given(st.text(alphabet=PERSIAN, max_size=8), st.text(alphabet=PERSIAN, max_size=8))
def test_sort_keys_compare_letter_by_letter(one: str, other: str) -> None:
    def places(word: str) -> list[int]:
        return [PERSIAN.index(letter) for letter in word]

    assert (sort_key(one) < sort_key(other)) == (places(one) < places(other))
