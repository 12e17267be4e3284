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
    "Kind",
    "Licence",
    "Setting",
    "Speciality",
]
