"""A list of a whole province: 22,485 families at one centre."""

import time
from datetime import date

import pytest

from hamdeli.casework.aiding.listing import What, Whom, make_list
from hamdeli.casework.models import CaseFile, DeliveryLine
from hamdeli.households.models import Household
from tests.casework.aiding.making import TODAY, kind
from tests.support.cast import Cast

FAMILIES = 22_485
MOST_SECONDS = 60


@pytest.mark.long
def test_a_list_of_a_province_is_made_in_one_act(cast: Cast) -> None:
    homes = Household.objects.bulk_create(
        [Household(latitude=34, longitude=51) for _home in range(FAMILIES)], batch_size=1000
    )
    common = {"province": cast.isfahan, "county": cast.kashan, "centre": cast.mehr, "opened_on": date(2024, 5, 1)}
    files = [CaseFile(code=f"P-{number:06}", household=home, **common) for number, home in enumerate(homes)]
    CaseFile.objects.bulk_create(files, batch_size=500)
    what = What(title="Baskets", kind=kind(), worth=1, source="mosque", on=TODAY)
    begun = time.monotonic()
    delivery = make_list(centre=cast.mehr, whom=Whom(nothing_since=TODAY), what=what, author=cast.worker)
    seconds = time.monotonic() - begun
    assert delivery.lines.count() == FAMILIES
    assert DeliveryLine.objects.values("code").distinct().count() == FAMILIES
    assert seconds < MOST_SECONDS, f"{seconds:.1f} s"
    print(f"{FAMILIES} lines in {seconds:.1f} s")
