"""Why a volunteer fits a family, in words."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hamdeli.casework.helping.fitting import Reason
from hamdeli.desk.templatetags.formats import kilometres, number
from hamdeli.desk.volunteers.words import listed
from hamdeli.places.languages import Language
from hamdeli.volunteers.choices import Skill, Time

REASONS: dict[str, Any] = {
    "skill": _("can do what the family needs: %(skills)s"),
    "no_skill": _("has no skill that this need asks for"),
    "degree": _("is a social worker by degree"),
    "language": _("speaks %(language)s"),
    "no_language": _("does not speak %(language)s"),
    "time": _("has time then: %(times)s"),
    "no_time": _("has no time then"),
    "near": _("lives near: %(distance)s from the family"),
    "far": _("lives far: %(distance)s from the family"),
    "no_place": _("where the volunteer lives is not known"),
    "free": _("free places: %(free)s of %(ceiling)s"),
    "full": _("free places: none of %(ceiling)s"),
}
HINDRANCES: dict[str, Any] = {
    "discreet": _("The family is discreet, and this is not the person named for it."),
    "supervisor_gone": _("The supervisor holds no post at the centre now: name another first."),
    "ceiling": _("The ceiling is reached."),
}


def spoken(reason: Reason) -> str:
    """Return a reason as a sentence."""
    told = dict(reason.params)
    values = {
        "skills": _(", ").join(listed(told.get("skills", ()), Skill.choices)),
        "times": _(", ").join(listed(told.get("times", ()), Time.choices)),
        "language": "".join(listed([told["language"]], Language.choices)) if "language" in told else "",
        "distance": kilometres(told.get("metres")),
        "free": number(told.get("free")),
        "ceiling": number(told.get("ceiling")),
    }
    return str(REASONS[reason.code]) % values
