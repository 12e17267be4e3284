"""Why something about the founding of a centre was refused, as a code with plain values, and as a sentence."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hamdeli.centres.founding.moves import State
from hamdeli.journal.refusals import Refusal

SENTENCES: dict[str, Any] = {
    "may_not": _("You hold no post now that allows this for the application."),
    "not_now": _("This does not fit the application as things stand now: %(state)s."),
    "not_yours": _("Only who wrote the application may do this."),
    "has_part": _("Who has a part in the centre does not decide about it: the founders, its trustees, who wrote it."),
    "same_person": _("Two different people approve a centre; you approved it already, under this or another name."),
    "code_needed": _("Write your national code: it shows that two different people approve, and none of the founders."),
    "code_differs": _("You approved before with another national code."),
    "name_missing": _("Write the name."),
    "word_unknown": _("Choose from the list."),
    "speciality_missing": _("Say which speciality the centre will have."),
    "code_unfit": _("The national code is not right."),
    "phone_unfit": _("The telephone number is not right."),
    "birth_ahead": _("The day of birth has not come yet."),
    "too_young": _("A trustee is at least %(years)s years old."),
    "birth_unfit": _("The day of birth is not right."),
    "role_taken": _("The board has a %(role)s already."),
    "known_here": _("This person is among the trustees already."),
    "known_elsewhere": _("This person is a trustee of another centre. Nobody is a trustee of two centres at once."),
    "approves": _("This person approves applications here and cannot be a founder."),
    "user_unknown": _("There is no user with the sign-in name %(user)s."),
    "words_missing": _("Write it in words."),
    "too_many": _("A board has at most %(most)s trustees."),
    "incomplete": _("Something is missing still: %(what)s"),
    "point_half": _("Latitude and longitude belong together: write both."),
    "point_away": _("This point does not lie in the county or near it."),
    "place_outside": _("%(place)s does not lie in the county of the application."),
    "outline_few": _("An area has at least three corners."),
    "outline_many": _("An area has at most %(most)s corners; this one has %(count)s."),
    "outline_crossed": _("The sides of the area cross each other. Draw it so that they meet only in its corners."),
    "outline_flat": _("The corners lie on one line; they enclose nothing."),
    "outline_away": _("Corner %(number)s lies outside the province."),
    "outline_leaves": _("The area leaves the county: it reaches %(place)s."),
    "corner_unfit": _("Line %(number)s is not a corner: write latitude and longitude, as in 32.65 51.67."),
    "capacity_odd": _("A centre carries between %(least)s and %(most)s files."),
    "workers_odd": _("A centre has between 1 and %(most)s social workers."),
    "load_odd": _(
        "That would be more than %(most)s files for each social worker. Ask for fewer files or more workers."
    ),
    "metres_odd": _("Between 1 and %(most)s square metres."),
    "day_ahead": _("This day has not come yet."),
    "day_early": _("This day is before the application was begun."),
    "checks_open": _("Not ticked yet: %(what)s"),
    "check_unnamed": _("Write the English name with letters or digits: the code of the line comes of it."),
    "check_known": _("There is a line with this name already: %(check)s."),
    "check_last": _("This is the last line that this office ticks; no application would be checked there any more."),
    "trained_odd": _("Between 0 and %(most)s trustees."),
    "check_theirs": _("This is ticked by another office."),
    "ticked_already": _("This is ticked already."),
    "not_ticked": _("This is not ticked."),
    "untrained": _("%(least)s trustees must have taken a course; %(count)s did so far."),
    "course_unfit": _("A course has a name, at least one trustee of this centre, and 1 to 120 hours."),
    "why_missing": _("Choose a reason; another reason is said in words."),
    "open_early": _("The centre cannot have opened before it was approved in principle on %(on)s."),
    "board_unfit": _("The trustees cannot be the first board: one of them sits at another centre by now."),
    "open_late": _("The approval in principle ended on %(on)s; the centre was not opened in time and applies anew."),
    "not_due": _("The approval in principle still holds until %(on)s."),
}


class FoundingFault(Refusal):
    """The act is refused and nothing was stored. `code` says why; `params` are plain values for the sentence."""

    sentences = SENTENCES

    def said(self) -> dict[str, Any]:
        """Return the values as the sentence says them."""
        said = dict(self.params)
        if self.code == "not_now":
            said["state"] = State(said["state"]).label
        return said
