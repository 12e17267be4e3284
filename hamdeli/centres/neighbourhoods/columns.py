"""The columns of a list of neighbourhoods."""

from collections.abc import Sequence
from datetime import date

from hamdeli.jobs.lists.cells import record_code
from hamdeli.persian.calendar import solar_year
from hamdeli.sheets import columns as kinds
from hamdeli.sheets.columns import Column

MOST_PEOPLE = 5_000_000
FIRST_CENSUS = 1335


def neighbourhood_columns(today: date) -> Sequence[Column]:
    """Return the columns; nobody was counted after the year of `today`."""
    extra = {"required": False, "blank": True}
    people, year = kinds.integer(0, MOST_PEOPLE), kinds.integer(FIRST_CENSUS, solar_year(today))
    return (
        Column("code", "کد محله", "Neighbourhood code", record_code(), variants=("کد", "code"), unique=True),
        Column("name", "نام", "Name", kinds.text(120), variants=("نام محله", "محله", "neighbourhood")),
        Column("province", "استان", "Province", kinds.code(60), variants=("کد استان", "نام استان")),
        Column("county", "شهرستان", "County", kinds.code(60), variants=("کد شهرستان", "نام شهرستان")),
        Column("city", "شهر", "Town", kinds.code(120), variants=("کد شهر", "نام شهر", "city")),
        Column("latitude", "عرض جغرافیایی", "Latitude", kinds.latitude(), variants=("عرض", "lat")),
        Column("longitude", "طول جغرافیایی", "Longitude", kinds.longitude(), variants=("طول", "lon", "lng", "long")),
        Column("population", "جمعیت", "Population", people, variants=("تعداد جمعیت", "people"), **extra),
        Column("population_year", "سال جمعیت", "Year of the population", year, variants=("سال آمار", "year"), **extra),
        Column("name_en", "نام انگلیسی", "English name", kinds.text(120), variants=("name in English",), **extra),
        Column("source", "منبع", "Source", kinds.text(200), variants=("منبع آمار",), **extra),
    )
