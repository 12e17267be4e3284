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

__all__ = ["Capability", "Centre", "CentreQuerySet", "Kind", "Licence", "Setting", "Speciality"]
