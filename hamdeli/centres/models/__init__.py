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
from hamdeli.centres.models.licences import Grounds, LicenceAct, LicenceMove, LicenceTerm
from hamdeli.centres.models.measures import Appeal, Measure, RenewalRequest

__all__ = [
    "Appeal",
    "Capability",
    "Centre",
    "CentreQuerySet",
    "Grounds",
    "Kind",
    "Licence",
    "LicenceAct",
    "LicenceMove",
    "LicenceTerm",
    "Measure",
    "RenewalRequest",
    "Setting",
    "Speciality",
]
