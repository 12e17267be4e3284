"""Suggesting volunteers for a file or a visit, the fittest first, each with reasons."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count

from hamdeli.casework.helping.fitting import Fit, Offered, Wanted, fit
from hamdeli.casework.models import CaseFile
from hamdeli.volunteers.access import supervisors_at
from hamdeli.volunteers.models import Volunteer


@dataclass(frozen=True)
class Suggestion:
    """A volunteer, how well the volunteer fits, and the code of what stands in the way, if anything does."""

    volunteer: Volunteer
    fit: Fit
    hindrance: str = ""


def suggest(case_file: CaseFile, *, language: str = "", times: Sequence[str] = ()) -> list[Suggestion]:
    """Return the active volunteers of the centre that carries the file; those who cannot take it come last."""
    if case_file.centre is None:
        return []
    home = case_file.household
    wanted = Wanted(case_file.need, home.latitude, home.longitude, language, times)
    rows = Volunteer.objects.active().filter(centre=case_file.centre_id).select_related("user", "supervisor")
    volunteers = [each for each in rows if each.user_id != case_file.aide_id]
    held = held_by(volunteers)
    answering = {user.pk for user in supervisors_at(case_file.centre)}
    found = [
        Suggestion(
            each, fit(wanted, offered(each, held.get(each.user_id, 0))), hindrance(case_file, each, held, answering)
        )
        for each in volunteers
    ]
    return sorted(
        found, key=lambda each: (bool(each.hindrance), -each.fit.points, each.fit.distance or 0, each.volunteer.pk)
    )


def offered(volunteer: Volunteer, held: int) -> Offered:
    """Return what the volunteer brings."""
    return Offered(
        skills=volunteer.skills,
        languages=volunteer.languages,
        times=volunteer.times,
        grade=volunteer.grade,
        latitude=volunteer.latitude,
        longitude=volunteer.longitude,
        held=held,
        ceiling=volunteer.ceiling,
    )


def hindrance(case_file: CaseFile, volunteer: Volunteer, held: dict[int | None, int], answering: set[int]) -> str:
    """Return the code of what stands in the way, as in `faults`, or nothing."""
    if case_file.discreet and case_file.keeper_id != volunteer.user_id:
        return "discreet"
    if volunteer.supervisor_id not in answering:
        return "supervisor_gone"
    return "ceiling" if held.get(volunteer.user_id, 0) >= volunteer.ceiling else ""


def held_by(volunteers: Iterable[Volunteer]) -> dict[int | None, int]:
    """Return with how many families each of the volunteers helps, by the key of the user."""
    users = [volunteer.user_id for volunteer in volunteers if volunteer.user_id]
    rows = CaseFile.objects.open().filter(aide__in=users).order_by()
    return dict(rows.values_list("aide").annotate(files=Count("pk")))
