"""Why something about volunteers was refused, as a code with plain values, and as a sentence."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hamdeli.journal.refusals import Refusal

SENTENCES: dict[str, Any] = {
    "may_not": _("You hold no post now that leads the volunteers of this centre."),
    "not_now": _("This does not fit the volunteer as things stand now: %(state)s."),
    "name_missing": _("Write the name."),
    "code_unfit": _("The national code is not right."),
    "phone_unfit": _("The telephone number is not right."),
    "word_unknown": _("Choose from the list."),
    "place_unfit": _("The neighbourhood lies outside the county of the centre."),
    "point_unfit": _("Latitude and longitude must both be given, and lie in the country."),
    "applied_already": _("This person has applied at the centre already, or helps there."),
    "helps_already": _("This person helps another centre already, with the sign-in name %(user)s."),
    "day_ahead": _("This day has not come yet."),
    "day_early": _("This day is before the volunteer applied."),
    "check_missing": _("Identity and interview are needed before anybody visits a family."),
    "why_missing": _("Write the reason."),
    "course_missing": _("Say which course it was."),
    "hours_unfit": _("A course has between 1 and %(most)s hours."),
    "degree_missing": _("A volunteer social worker has a degree: write it, or make the volunteer an aide."),
    "grade_missing": _("Say first what the volunteer is: volunteer social worker or aide."),
    "user_missing": _("Choose a sign-in name of letters, digits and - . _ @ +."),
    "user_taken": _("The sign-in name %(user)s belongs to somebody else. Choose another."),
    "supervisor_unfit": _("%(who)s holds no post at the centre now and cannot supervise a volunteer there."),
    "supervisor_self": _("Nobody supervises himself."),
    "ceiling_unfit": _("A volunteer helps with 1 to %(most)s families."),
    "nothing_new": _("Nothing was changed."),
    "minutes_unfit": _("Write between 5 minutes and %(most)s hours."),
    "what_missing": _("Write what was done."),
    "day_full": _("With this the day would have more than %(most)s hours."),
    "not_active": _("Hours are written for those who help, and for days on which they helped."),
    "hours_own": _("Nobody confirms own hours; the supervisor does."),
    "hours_not_yours": _("Only the supervisor confirms these hours, or who leads the volunteers of the centre."),
    "hours_confirmed": _("The hours are confirmed already."),
    "hours_taken_back": _("The hours were taken back already."),
    "hours_theirs": _("Confirmed hours are taken back by the supervisor."),
    "no_hours": _("In this time there are no confirmed hours to certify."),
    "span_unfit": _("The end is before the beginning."),
}


class VolunteerFault(Refusal):
    """The act is refused and nothing was stored. `code` says why; `params` are plain values for the sentence."""

    sentences = SENTENCES
