"""What stands in the certificate of a course, in the language that is active."""

from django.utils.translation import gettext as _

from hamdeli.casework.daily.letter_parts import code, day, language
from hamdeli.casework.daily.letters import Letter, Pairs, Part, Signatures, Words
from hamdeli.persian.digits import grouped
from hamdeli.support.models import Following


def course_certificate(following: Following) -> Letter:
    """Return the certificate of a completed course."""
    edition, centre, number = following.edition, following.centre, code(following.certificate)
    name = following.user.display_name
    words = _("%(name)s has read the course named below and passed the questions at its end.") % {"name": name}
    parts: list[Part] = [
        Words(words),
        Pairs(
            [
                (_("Name"), name),
                (_("Course"), edition.title),
                (_("Edition"), grouped(edition.number, language())),
                (_("Centre"), f"{centre.name} {code(centre.code)}"),
                (_("Completed"), day(following.completed_at, long=True)),
            ]
        ),
        Signatures([_("Deputy for public participation"), _("Stamp and signature")]),
    ]
    return Letter(
        language=language(),
        title=_("Certificate of a course"),
        sign=edition.course.province.name,
        office=_("Help for centres"),
        foot=_("Certificate %(number)s. The supporters of the province can check it by this number.")
        % {"number": number},
        page_words=_("page %(page)s"),
        marks=[(_("Number"), number), (_("Day"), day(following.completed_at, long=True))],
        parts=parts,
    )
