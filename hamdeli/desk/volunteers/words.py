"""What stands on the pages of volunteers: steps, lists of words, and what may be done next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from hamdeli.accounts.naming import name_of
from hamdeli.casework.helping.certificates import spoken_hours
from hamdeli.desk.templatetags.formats import day, digits
from hamdeli.places.languages import Language
from hamdeli.volunteers.choices import Checked, Course, Leaving, Refusal, Skill, Time
from hamdeli.volunteers.models import Volunteer, VolunteerStep
from hamdeli.volunteers.moves import Act, State


@dataclass(frozen=True)
class Next:
    """One button: what may be done with a volunteer now. The first of a page is the usual next step."""

    label: Any
    name: str
    icon: str
    tone: str = ""


VETTING = Next(_("Write down what was checked"), "desk:volunteer_vetting", "shield-check", "primary")
REFUSAL = Next(_("Refuse"), "desk:volunteer_refusal", "ban")
TRAINING = Next(_("Write down a course"), "desk:volunteer_training", "school")
GRADE = Next(_("Say what the volunteer is"), "desk:volunteer_grade", "rosette-discount-check")
ACTIVATION = Next(_("Let the volunteer begin"), "desk:volunteer_activation", "player-play", "primary")
TERMS = Next(_("Supervisor and ceiling"), "desk:volunteer_terms", "adjustments")
HOURS = Next(_("Write down hours"), "desk:volunteer_hours", "clock")
CERTIFICATE = Next(_("Issue a certificate"), "desk:volunteer_certificate", "certificate")
DETAILS = Next(_("Skills, times and place"), "desk:volunteer_details", "pencil")
LEAVING = Next(_("End the help"), "desk:volunteer_leaving", "logout")
WITHDRAWAL = Next(_("The applicant withdraws"), "desk:volunteer_leaving", "logout")


def next_acts(volunteer: Volunteer) -> list[Next]:
    """Return what who leads the volunteers may do now, the usual next step first."""
    match volunteer.state:
        case State.APPLIED:
            return [VETTING, REFUSAL, DETAILS, WITHDRAWAL]
        case State.VETTED:
            return [as_primary(TRAINING), REFUSAL, DETAILS, WITHDRAWAL]
        case State.TRAINED:
            first = [ACTIVATION, GRADE] if volunteer.grade else [as_primary(GRADE)]
            return [*first, TRAINING, REFUSAL, DETAILS, WITHDRAWAL]
        case State.ACTIVE:
            return [as_primary(HOURS), CERTIFICATE, TERMS, TRAINING, GRADE, DETAILS, LEAVING]
        case State.LEFT if volunteer.user_id:
            return [CERTIFICATE, HOURS]
    return []


def as_primary(act: Next) -> Next:
    """Return the button as the usual next step."""
    return Next(act.label, act.name, act.icon, "primary")


def listed(codes: Iterable[str], choices: Any) -> list[str]:
    """Return codes in words; one that is not known any more as it is stored."""
    labels = dict(choices)
    return [str(labels.get(code, code)) for code in codes]


def described(volunteer: Volunteer) -> dict[str, list[str]]:
    """Return skills, languages and times in words."""
    return {
        "skills": listed(volunteer.skills, Skill.choices),
        "languages": listed(volunteer.languages, Language.choices),
        "times": listed(volunteer.times, Time.choices),
    }


@dataclass(frozen=True)
class ToldStep:
    """A step as the page shows it."""

    step: VolunteerStep
    label: str
    words: list[str]


def told_steps(volunteer: Volunteer) -> list[ToldStep]:
    """Return the steps of the way, the newest first, each with what was written down."""
    rows = volunteer.steps.select_related("made_by").order_by("-on", "-pk")
    return [ToldStep(row, str(row.get_step_display()), [str(word) for word in told(row) if word]) for row in rows]


def told(step: VolunteerStep) -> list[Any]:
    """Return what a step says, in words."""
    said = step.details
    match step.step:
        case Act.VET:
            return [*listed(said.get("checked", []), Checked.choices), said.get("note")]
        case Act.REFUSE:
            return [*listed([said.get("why", "")], Refusal.choices), said.get("note")]
        case Act.TRAIN:
            hours = spoken_hours(60 * int(said.get("hours", 0)))
            return [*listed([said.get("course", "")], Course.choices), hours, said.get("note")]
        case Act.QUALIFY:
            return [*listed([said.get("grade", "")], Volunteer.Grade.choices), said.get("degree")]
        case Act.LEAVE:
            return [*listed([said.get("why", "")], Leaving.choices), said.get("note")]
        case Act.CERTIFY:
            span = " – ".join(day(date.fromisoformat(said[name])) for name in ("since", "until"))
            return [digits(said["number"]), span, spoken_hours(said["minutes"])]
    return told_terms(said)


def told_terms(said: dict[str, Any]) -> list[Any]:
    """Return supervisor and ceiling of a step in words."""
    if "ceiling" not in said:
        return []
    return [
        _("sign-in name %(user)s") % {"user": said["user"]} if said.get("user") else "",
        _("supervisor: %(who)s") % {"who": name_of(said["supervisor"])} if said.get("supervisor") else "",
        ngettext("at most %(count)s family", "at most %(count)s families", int(said["ceiling"]))
        % {"count": digits(said["ceiling"])},
    ]


def left_why(volunteer: Volunteer) -> str:
    """Return why somebody left, in words."""
    return "".join(listed([volunteer.left_why], Leaving.choices)) if volunteer.left_why else ""
