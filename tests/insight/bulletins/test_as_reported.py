"""The figures of the two reports that the project began with, printed from readings of that size."""

import pytest
from django.utils import timezone

from hamdeli.insight.bulletins.issuing import begin, release
from hamdeli.insight.catalogue import DEFINITIONS
from hamdeli.insight.models import Computation, Reading
from hamdeli.insight.periods import running
from tests.insight.bulletins.making import asked
from tests.support.cast import Cast

READ = {
    "10": {
        "centres": (421, None),
        "files_delegated": (22_485, None),
        "files_delegated_growth": (22_485, 16_061),
        "people_per_centre": (5_120_850, 421),
    },
    "16": {
        "centres": (65, None),
        "files_delegated": (650, None),
        "files_delegated_growth": (650, 464),
        "people_per_centre": (580_158, 65),
    },
}


@pytest.fixture
def read(cast: Cast) -> Cast:
    period = running(timezone.localdate())
    made = Computation.objects.create(
        **{"year": period.year, "months": period.months, "until": period.until},
        **{"definitions": DEFINITIONS, "computed_at": timezone.now()},
    )
    for code, figures in READ.items():
        for key, (numerator, denominator) in figures.items():
            Reading.objects.create(
                computation=made, key=key, level="province", area=code, numerator=numerator, denominator=denominator
            )
    return cast


def test_isfahan(read: Cast) -> None:
    draft = release(bulletin=begin(**asked(read)), by=read.participation, seen_version=1)
    rows = {row.key: row for row in draft.sentences.filter(left_out="")}
    assert "۴۲۱ مرکز نیکوکاری" in rows["headline"].fa
    assert "۲۲٬۴۸۵ پروندهٔ مددجویی" in rows["headline"].fa
    assert "+۴۰٪" in rows["growth"].fa
    assert "22,485 files / 16,061 files" in rows["growth"].en
    assert "5,120,850 people / 421 centres = 12,164 people per centre (census of 1395;" in rows["people_per_centre"].en


def test_ilam(read: Cast) -> None:
    draft = begin(**asked(read, place=read.ilam, by=read.director))
    rows = {row.key: row for row in draft.sentences.filter(left_out="")}
    assert rows["headline"].en.startswith("65 charity centres at work")
    assert "580,158 people / 65 centres = 8,926 people per centre (census of 1395;" in rows["people_per_centre"].en
    assert "۵۸۰٬۱۵۸ نفر / ۶۵ مرکز = ۸٬۹۲۶ نفر به‌ازای هر مرکز" in rows["people_per_centre"].fa
    assert "معیار ۱۰٬۰۰۰ نفر" in rows["people_per_centre"].fa
