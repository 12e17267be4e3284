"""The records about centres."""

from hamdeli.centres.models.boards import Board, BoardMember, Body, Seat
from hamdeli.centres.models.centre import Capability, Centre, CentreQuerySet, Kind, Licence, Setting, Speciality
from hamdeli.centres.models.founding import Founding, FoundingQuerySet, RefusedWhy, Tenure, Trustee
from hamdeli.centres.models.founding_checks import FoundingCheck, FoundingCourse, FoundingStep, FoundingTick, Signer
from hamdeli.centres.models.inspections import Finding, FindingMove, Grade, GradeTable, Inspection
from hamdeli.centres.models.licences import Grounds, LicenceAct, LicenceMove, LicenceTerm
from hamdeli.centres.models.measures import Appeal, Measure, RenewalRequest
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
from hamdeli.centres.models.twinning import Conversion, ConversionQuerySet, Twin, TwinCeiling, TwinQuerySet

__all__ = [
    "Activity",
    "ActivityWord",
    "Appeal",
    "BankAccount",
    "Board",
    "BoardMember",
    "Body",
    "Capability",
    "Centre",
    "CentrePaper",
    "CentrePaperQuerySet",
    "CentreQuerySet",
    "Conversion",
    "ConversionQuerySet",
    "Finding",
    "FindingMove",
    "Founding",
    "FoundingCheck",
    "FoundingCourse",
    "FoundingQuerySet",
    "FoundingStep",
    "FoundingTick",
    "Grade",
    "GradeTable",
    "Grounds",
    "Inspection",
    "Kind",
    "Licence",
    "LicenceAct",
    "LicenceMove",
    "LicenceTerm",
    "Measure",
    "MonthlyReturn",
    "MonthlyReturnQuerySet",
    "OpeningHours",
    "RefusedWhy",
    "RenewalRequest",
    "Seat",
    "Setting",
    "Signer",
    "Speciality",
    "SpecialityCapacity",
    "Tenure",
    "Trustee",
    "Twin",
    "TwinCeiling",
    "TwinQuerySet",
    "Weekday",
    "WorkerCapacity",
]
