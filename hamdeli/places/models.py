"""Places: from the country down to a neighbourhood, identified by code."""

from typing import Self

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hamdeli.persian.digits import is_persian
from hamdeli.persian.letters import sort_key
from hamdeli.places.naming import name_key

# country, province, county, city, neighbourhood: no place lies deeper.
LEVELS = 5


class PlaceKind(models.TextChoices):
    """What a place is."""

    COUNTRY = "country", _("Country")
    PROVINCE = "province", _("Province")
    COUNTY = "county", _("County")
    CITY = "city", _("City")
    VILLAGE = "village", _("Village")
    NEIGHBOURHOOD = "neighbourhood", _("Neighbourhood")


class PlaceQuerySet(models.QuerySet["Place"]):
    """Many places."""

    def provinces(self) -> Self:
        """The provinces, in the order of the Persian alphabet."""
        return self.filter(kind=PlaceKind.PROVINCE).order_by("sort_key", "code")

    def counties_of(self, province: "Place") -> Self:
        """The counties of a province, in the order of the Persian alphabet."""
        return self.filter(kind=PlaceKind.COUNTY, parent=province).order_by("sort_key", "code")

    def within(self, place: "Place") -> Self:
        """The place itself and all that lies in it, at any depth."""
        inside = Q(pk=place.pk)
        for depth in range(1, LEVELS):
            inside |= Q(**{"__".join(["parent"] * depth): place.pk})
        return self.filter(inside)

    def by_name(self, *first: str) -> Self:
        """In the alphabet of the reader's language, after the columns `first`."""
        own = F("sort_key") if is_persian(get_language() or "fa") else name_at()
        return self.order_by(*first, own, "code")

    def named(self, text: str) -> Self:
        """The places with this Persian or English name, however it is typed. Codes identify; this finds the code."""
        key = name_key(text)
        return self.filter(Q(name_folded=key) | Q(name_en_folded=key))


class Place(models.Model):
    """One place. Codes: IR; a province two digits (ISO 3166-2:IR), a county four, a town G and its GeoNames number."""

    Kind = PlaceKind

    code = models.CharField(_("code"), max_length=20, unique=True)
    kind = models.CharField(_("kind"), max_length=13, choices=PlaceKind)
    name_fa = models.CharField(_("Persian name"), max_length=120)
    name_en = models.CharField(_("English name"), max_length=120, blank=True)
    name_folded = models.CharField(max_length=120, editable=False, db_index=True)
    name_en_folded = models.CharField(max_length=120, editable=False, blank=True, db_index=True)
    sort_key = models.CharField(max_length=255, editable=False, db_index=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("lies in")
    )
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    population_year = models.PositiveSmallIntegerField(_("year of the population (Solar Hijri)"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    approximate = models.BooleanField(
        _("approximate"),
        default=False,
        help_text=_("The place that it lies in was computed."),
    )

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=PlaceKind.values), name="place_kind_is_known"),
            models.CheckConstraint(
                # A comparison with NULL would let half a pair of coordinates pass.
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False)
                & Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="place_coordinates_are_on_earth",
            ),
            models.CheckConstraint(
                condition=Q(kind=PlaceKind.COUNTRY, parent__isnull=True)
                | (~Q(kind=PlaceKind.COUNTRY) & Q(parent__isnull=False)),
                name="place_lies_in_a_place",
            ),
            models.CheckConstraint(
                condition=Q(population_year__isnull=True)
                | Q(population__isnull=False, population_year__range=(1300, 1500)),
                name="place_year_is_of_a_population",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        """Save with the keys of the name."""
        self.set_keys()
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def set_keys(self) -> None:
        """Derive the keys for search and order from the names; bulk writers call this themselves."""
        self.name_folded = name_key(self.name_fa)[:120]
        self.name_en_folded = name_key(self.name_en)[:120]
        self.sort_key = sort_key(self.name_fa)[:255]

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        if is_persian(get_language() or "fa") or not self.name_en:
            return self.name_fa
        return self.name_en


def name_at(path: str = "") -> Combinable:
    """Return the column of `Place.name`; `path` leads to the place, as in `county__`. For rows that are only shown."""
    if is_persian(get_language() or "fa"):
        return F(f"{path}name_fa")
    return Coalesce(NullIf(F(f"{path}name_en"), Value("")), F(f"{path}name_fa"))
