"""The records about centres."""

from hamdeli.centres.models.boards import Board, BoardMember, Body, Seat
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
from hamdeli.centres.models.papers import CentrePaper, CentrePaperQuerySet
from hamdeli.centres.models.returns import MonthlyReturn, MonthlyReturnQuerySet
from hamdeli.centres.models.running import (
    Activity,
    ActivityWord,
    BankAccount,
    OpeningHours,
    SpecialityCapacity,
    Weekday,
    WorkerCapacity,
)

__all__ = [
    "Activity",
    "ActivityWord",
    "BankAccount",
    "Board",
    "BoardMember",
    "Body",
    "Capability",
    "Centre",
    "CentrePaper",
    "CentrePaperQuerySet",
    "CentreQuerySet",
    "Kind",
    "Licence",
    "MonthlyReturn",
    "MonthlyReturnQuerySet",
    "OpeningHours",
    "Seat",
    "Setting",
    "Speciality",
    "SpecialityCapacity",
    "Weekday",
    "WorkerCapacity",
from hamdeli.centres.models.inspections import Finding, FindingMove, Grade, GradeTable, Inspection

__all__ = [
    "Capability",
    "Centre",
    "CentreQuerySet",
    "Finding",
    "FindingMove",
    "Grade",
    "GradeTable",
    "Inspection",
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
