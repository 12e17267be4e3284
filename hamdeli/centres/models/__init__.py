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
]
