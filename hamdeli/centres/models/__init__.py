"""The records about centres."""

from hamdeli.centres.models.centre import (
    Capability,
    Centre,
    CentreQuerySet,
    Kind,
    Licence,
    Setting,
    Speciality,
)
from hamdeli.centres.models.twinning import Conversion, ConversionQuerySet, Twin, TwinCeiling, TwinQuerySet

__all__ = [
    "Capability",
    "Centre",
    "CentreQuerySet",
    "Conversion",
    "ConversionQuerySet",
    "Kind",
    "Licence",
    "Setting",
    "Speciality",
    "Twin",
    "TwinCeiling",
    "TwinQuerySet",
]
