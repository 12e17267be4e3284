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
from hamdeli.centres.models.founding import Founding, FoundingQuerySet, RefusedWhy, Tenure, Trustee
from hamdeli.centres.models.founding_checks import FoundingCheck, FoundingCourse, FoundingStep, FoundingTick, Signer
from hamdeli.centres.models.licences import Grounds, LicenceAct, LicenceMove, LicenceTerm
from hamdeli.centres.models.measures import Appeal, Measure, RenewalRequest

__all__ = [
    "Appeal",
    "Capability",
    "Centre",
    "CentreQuerySet",
    "Founding",
    "FoundingCheck",
    "FoundingCourse",
    "FoundingQuerySet",
    "FoundingStep",
    "FoundingTick",
    "Grounds",
    "Kind",
    "Licence",
    "LicenceAct",
    "LicenceMove",
    "LicenceTerm",
    "Measure",
    "RefusedWhy",
    "RenewalRequest",
    "Setting",
    "Signer",
    "Speciality",
    "Tenure",
    "Trustee",
]
