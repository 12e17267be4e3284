"""Words about families, entered and taken up."""

from datetime import UTC, date, datetime
from typing import Any

from hamdeli.casework.models import CaseFile, Referral
from hamdeli.casework.referral.referring import refer
from hamdeli.casework.referral.taking_up import Family, take_up
from hamdeli.casework.referral.words import Word
from hamdeli.households.entering import Told
from hamdeli.persian.national_code import check_digit
from tests.support.cast import Cast

NOW, TODAY = datetime(2026, 3, 1, 9, tzinfo=UTC), date(2026, 3, 1)
WORD = Word(given_name="مریم", family_name="راد", birth_date=date(1980, 4, 2), words="نان‌آور از دنیا رفته است")
HEAD = Told(kinship="head", given_name="مریم", family_name="راد", sex="female", birth_date=date(1980, 4, 2))


def code_of(number: int) -> str:
    """Return a sound national code of nobody."""
    nine = f"{700_000_000 + number:09}"
    return f"{nine}{check_digit(nine)}"


def referred(cast: Cast, word: Word = WORD, *, key: str = "a", **how: Any) -> Referral:
    """Return a referral that the social worker of centre Mehr entered, unless `how` says otherwise."""
    user = how.pop("user", cast.worker)
    values = {"channel": "mosque", "county": cast.kashan, "centre": cast.mehr, **how}
    return refer(word, actor=user.actor, user=user, at=NOW, today=TODAY, key=key, **values)


def taken_up(cast: Cast, referral: Referral | None = None, head: Told = HEAD, **how: Any) -> CaseFile:
    """Return the file of a referral that the admission worker took up."""
    family = Family(how.pop("persons", [head]), 33.98, 51.44, **how.pop("home", {}))
    user = how.pop("user", cast.admission_worker)
    return take_up(referral or referred(cast), family, user=user, at=NOW, today=TODAY, **how)
