"""A bulletin is filled from the records, frozen when it is released, and corrected by another."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from hamdeli.delegation.models import Handover, Mandate
from hamdeli.insight.bulletins import filling, sentences
from hamdeli.insight.bulletins.faults import BulletinFault
from hamdeli.insight.bulletins.issuing import begin, choose, correct, discard, refill, release
from hamdeli.insight.bulletins.reasons import LeftOut
from hamdeli.insight.models import Computation
from hamdeli.insight.models.bulletins import Bulletin, BulletinSentence
from hamdeli.journal.changing import Conflict
from hamdeli.places.models import Place
from tests.insight.bulletins.making import asked, count, noon, released, settle
from tests.support.cast import Cast, case_file, centre, place

NUMBER = re.compile(r"\d[\d,.]*")


@pytest.fixture
def told(cast: Cast) -> Cast:
    settle(cast)
    return cast


def texts(bulletin: Bulletin) -> dict[str, str]:
    """Return the printed sentences in English."""
    return dict(bulletin.sentences.filter(left_out="").values_list("key", "en"))


def reasons(bulletin: Bulletin) -> dict[str, str]:
    """Return why the others are not printed."""
    return dict(bulletin.sentences.exclude(left_out="").values_list("key", "left_out"))


def one_more(cast: Cast, many: int = 1) -> None:
    """Hand over more files, and count anew."""
    for number in range(many):
        file = case_file(f"10-9{number:02}", cast.kashan, centre=cast.noor)
        begun = noon(timezone.localdate() - timedelta(days=1))
        Mandate.objects.create(case_file=file, centre=cast.noor, handover=Handover.objects.get(), begun_at=begun)
    count()


def test_the_figures_are_those_of_the_records(told: Cast) -> None:
    draft = begin(**asked(told))
    found = texts(draft)
    assert found["headline"].startswith("12 charity centres at work in the province of")
    assert "+40%" in found["growth"]
    assert "35 files / 25 files" in found["growth"]
    assert "5,120,850 people / 12 centres = 426,738 people per centre (census of 1395;" in found["people_per_centre"]
    assert found["people_per_centre"].endswith("the norm is 10,000.")


def test_a_bulletin_over_a_changed_register_changes(told: Cast) -> None:
    before = texts(begin(**asked(told)))
    for number in range(10):
        centre(f"10-3{number:02}", told.natanz)
    one_more(told, 10)
    after = texts(begin(**asked(told)))
    changed = {key for key, text in after.items() if NUMBER.search(text) and before.get(key) != text}
    assert {"headline", "centres", "delegated", "growth", "people_per_centre"} <= changed


def test_a_planted_typed_in_number_is_found(told: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = sentences.Sentence(key="typed", section="care", fa="۴۲۱ مرکز", en="421 centres")
    monkeypatch.setattr(filling, "sentences", lambda: (*sentences.sentences(), typed))
    before = texts(begin(**asked(told)))
    for number in range(10):
        centre(f"10-3{number:02}", told.natanz)
    one_more(told, 10)
    after = texts(begin(**asked(told)))
    numbers = {key for key, text in after.items() if NUMBER.search(text)}
    assert "typed" in {key for key in numbers if before[key] == after[key]}
    assert list(sentences.faults_of(typed))


def test_small_counts_and_what_would_tell_them_are_not_printed(told: Cast) -> None:
    centre("10-400", told.natanz, setting="rural")
    count()
    draft = begin(**asked(told))
    left = reasons(draft)
    assert left["settings"] == LeftOut.SMALL
    assert left["specialised"] == LeftOut.SMALL
    assert left["visited"] == LeftOut.HIDDEN
    for row in draft.sentences.filter(left_out=""):
        for figure in row.figures:
            counts = [figure["numerator"], figure["denominator"]]
            assert all(number is None or number >= 10 for number in counts), row.key


def test_the_difference_of_two_bulletins_tells_of_no_few_families(told: Cast) -> None:
    centre("16-002", told.dehloran)
    count()
    first = released(told)
    assert "families" in texts(first)
    one_more(told)
    assert reasons(begin(**asked(told)))["families"] == LeftOut.NEAR


def test_a_province_without_population_says_what_is_missing(told: Cast) -> None:
    Place.objects.filter(pk=told.isfahan.pk).update(population=None, population_year=None)
    count()
    found = texts(begin(**asked(told)))
    assert found["people_per_centre"].startswith("The ratio of people to centres is not printed")


def test_a_province_with_one_centre_has_no_bulletin(told: Cast) -> None:
    draft = begin(**asked(told, place=told.ilam, by=told.director))
    with pytest.raises(BulletinFault, match="required"):
        release(bulletin=draft, by=told.director, seen_version=1)


def test_counties_without_a_centre_do_not_tell_how_few_centres_there_are(told: Cast) -> None:
    for number in range(15):
        place(f"16{50 + number}", "county", f"شهرستان {number}", told.ilam)
    count()
    assert reasons(begin(**asked(told, place=told.ilam, by=told.director)))["counties_without"] == LeftOut.SMALL


def test_what_was_not_counted_is_not_told(cast: Cast) -> None:
    with pytest.raises(BulletinFault, match="uncounted"):
        begin(**asked(cast))


def test_the_nation_is_told_of_by_the_director_general_alone(told: Cast) -> None:
    with pytest.raises(BulletinFault, match="may_not"):
        begin(**asked(told, place=told.country))
    found = texts(begin(**asked(told, place=told.country, by=told.director)))
    assert "the country" in found["headline"]
    with pytest.raises(BulletinFault, match="no_such_place"):
        begin(**asked(told, place=told.kashan, by=told.director))


def test_a_released_bulletin_is_never_changed(told: Cast) -> None:
    bulletin = released(told)
    rows = Bulletin.objects.filter(pk=bulletin.pk)
    sentence = bulletin.sentences.first()
    assert sentence

    def add() -> None:
        BulletinSentence.objects.create(bulletin=bulletin, number=99, key="x", section="care", fa="x", en="x")

    deeds: list[Any] = [
        lambda: rows.update(day=timezone.localdate() - timedelta(days=9)),
        lambda: rows.update(state="draft", released_by=None, released_at=None),
        bulletin.delete,
        lambda: bulletin.sentences.update(fa="x"),
        sentence.delete,
        add,
    ]
    for deed in deeds:
        with pytest.raises(IntegrityError), transaction.atomic():
            deed()
    for act in (refill, release, discard):
        with pytest.raises(BulletinFault, match="not_draft"):
            act(bulletin=bulletin, by=told.participation, seen_version=2)
    before = texts(bulletin)
    one_more(told, 10)
    assert texts(bulletin) == before


def test_a_draft_that_was_overtaken_is_filled_anew_first(told: Cast) -> None:
    draft = begin(**asked(told))
    one_more(told, 10)
    with pytest.raises(BulletinFault, match="changed"):
        release(bulletin=draft, by=told.participation, seen_version=1)
    refill(bulletin=draft, by=told.participation, seen_version=1)
    with pytest.raises(Conflict):
        release(bulletin=draft, by=told.participation, seen_version=1)
    assert release(bulletin=draft, by=told.participation, seen_version=2).state == Bulletin.State.RELEASED


def test_an_author_leaves_out_what_need_not_be_there(told: Cast) -> None:
    draft = begin(**asked(told))
    draft = choose(bulletin=draft, key="capacity", wanted=False, by=told.participation, seen_version=1)
    assert "capacity" not in texts(draft)
    refill(bulletin=draft, by=told.participation, seen_version=2)
    assert reasons(draft)["capacity"] == LeftOut.UNWANTED
    draft = choose(bulletin=draft, key="capacity", wanted=True, by=told.participation, seen_version=3)
    assert "capacity" in texts(draft)
    for key, wanted in (("headline", False), ("nothing", False), ("settings", True), ("visited", True)):
        with pytest.raises(BulletinFault, match="sentence_unknown"):
            choose(bulletin=draft, key=key, wanted=wanted, by=told.participation, seen_version=draft.version)


def test_a_correction_names_what_it_corrects_and_there_is_one(told: Cast) -> None:
    wrong = released(told)
    with pytest.raises(BulletinFault, match="words_missing"):
        correct(bulletin=wrong, why=" ", by=told.participation)
    one_more(told, 10)
    drafts = [correct(bulletin=wrong, why="ten files were missing", by=told.participation) for _ in range(2)]
    with pytest.raises(BulletinFault, match="not_released"):
        correct(bulletin=drafts[0], why="x", by=told.participation)
    release(bulletin=drafts[0], by=told.participation, seen_version=1)
    with pytest.raises(BulletinFault, match="corrected"):
        release(bulletin=drafts[1], by=told.participation, seen_version=1)
    assert drafts[0].corrects == wrong


def test_the_figures_are_frozen_with_their_days(told: Cast) -> None:
    bulletin = released(told)
    row = bulletin.sentences.get(key="people_per_centre")
    (figure,) = row.figures
    assert (figure["numerator"], figure["denominator"]) == (5_120_850, 12)
    assert figure["numerator_when"]["years"] == [1395]
    assert figure["denominator_when"]["on"] == Computation.objects.get().until.isoformat()
    assert json.dumps(row.figures)
