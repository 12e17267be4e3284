"""Neighbourhoods of Isfahan for the demonstration.

Their names are real; where each lies is known to a kilometre or two, and the shares of the people of the town are made
up: no public source counts them.
"""

from dataclasses import dataclass

from hamdeli.places.models import Place

TOWN = "G418863"
WHOLE = 1000
SOURCE = "نمونه"


@dataclass(frozen=True)
class Part:
    """One neighbourhood: names, degrees, and how many of a thousand people of the town live there."""

    number: int
    fa: str
    en: str
    latitude: float
    longitude: float
    share: int


PARTS = (
    Part(1, "جلفا", "Jolfa", 32.637, 51.655, 45),
    Part(2, "خواجو", "Khaju", 32.640, 51.682, 40),
    Part(3, "چهارباغ عباسی", "Chahar Bagh Abbasi", 32.655, 51.668, 35),
    Part(4, "احمدآباد", "Ahmadabad", 32.655, 51.692, 50),
    Part(5, "بزرگمهر", "Bozorgmehr", 32.645, 51.701, 55),
    Part(6, "مرداویج", "Mardavij", 32.618, 51.668, 45),
    Part(7, "هزارجریب", "Hezar Jarib", 32.607, 51.658, 40),
    Part(8, "سپاهان‌شهر", "Sepahan Shahr", 32.565, 51.690, 35),
    Part(9, "ملک‌شهر", "Malek Shahr", 32.712, 51.640, 80),
    Part(10, "خانهٔ اصفهان", "Khaneh-ye Isfahan", 32.690, 51.645, 80),
    Part(11, "کاوه", "Kaveh", 32.692, 51.675, 60),
    Part(12, "زینبیه", "Zeynabiyeh", 32.705, 51.702, 90),
    Part(13, "حصه", "Hasseh", 32.690, 51.728, 60),
    Part(14, "ابن سینا", "Ebn-e Sina", 32.672, 51.685, 50),
    Part(15, "قائمیه", "Qaemiyeh", 32.605, 51.628, 50),
    Part(16, "آتشگاه", "Atashgah", 32.648, 51.592, 45),
    Part(17, "خوراسگان", "Khorasgan", 32.655, 51.755, 85),
)


def settle_neighbourhoods(year: int) -> None:
    """Store them as a list of the province would, with the people of `year` (Solar Hijri)."""
    town = Place.objects.get(code=TOWN)
    places = [
        Place(
            code=f"10-N{part.number:02}",
            kind=Place.Kind.NEIGHBOURHOOD,
            name_fa=part.fa,
            name_en=part.en,
            parent=town,
            latitude=part.latitude,
            longitude=part.longitude,
            population=(town.population or 0) * part.share // WHOLE,
            population_year=year,
            source=SOURCE,
            approximate=True,
        )
        for part in PARTS
    ]
    for place in places:
        place.set_keys()
    Place.objects.bulk_create(places)
