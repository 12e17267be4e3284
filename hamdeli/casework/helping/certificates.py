"""What stands in the certificate of a volunteer: who, for how long, from when to when, and nothing of any family."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hamdeli.casework.daily.letter_parts import code, day, language
from hamdeli.casework.daily.letters import Letter, Pairs, Part, Signatures, Words
from hamdeli.persian.digits import grouped
from hamdeli.volunteers.applying import opened
from hamdeli.volunteers.models import Volunteer, VolunteerStep

HOUR = 60


def certificate(volunteer: Volunteer, step: VolunteerStep) -> Letter:
    """Return the certificate that `step` keeps, in the language that is active."""
    told = step.details
    since, until = (day(date.fromisoformat(told[name]), long=True) for name in ("since", "until"))
    thanks = _(
        "We testify with gratitude that %(name)s has helped the families under the care of this centre freely, and "
        "that the hours below were confirmed by the supervisor."
    )
    parts: list[Part] = [
        Words(thanks % {"name": volunteer.name}),
        Pairs(
            [
                (_("Name"), volunteer.name),
                (_("National code"), code(opened(volunteer)["national_code"] or "—")),
                (_("Helped as"), volunteer.get_grade_display()),
                (_("From"), since),
                (_("Until"), until),
                (_("Confirmed hours"), spoken_hours(told["minutes"])),
            ]
        ),
        Words(_("May this service be a provision for the giver and a light for the families.")),
        Signatures([_("Head of the centre"), _("Stamp and signature")]),
    ]
    return Letter(
        language=language(),
        title=_("Certificate of voluntary help"),
        sign=volunteer.centre.name,
        office=_("Office of %(county)s") % {"county": volunteer.county.name},
        foot=_("Certificate %(number)s. Can be checked with the centre by this number.")
        % {"number": code(told["number"])},
        page_words=_("page %(page)s"),
        marks=[(_("Number"), code(told["number"])), (_("Day"), day(step.on, long=True))],
        parts=parts,
    )


def spoken_hours(minutes: int) -> str:
    """Return a time as people say it: hours and minutes."""
    hours, rest = divmod(minutes, HOUR)
    whole = ngettext("%(hours)s hour", "%(hours)s hours", hours) % {"hours": grouped(hours, language())}
    part = ngettext("%(minutes)s minute", "%(minutes)s minutes", rest) % {"minutes": grouped(rest, language())}
    if not rest:
        return whole
    return _("%(hours)s and %(minutes)s") % {"hours": whole, "minutes": part} if hours else part
