"""A bulletin on paper: the same sentences as on the page, in the language that is asked for."""

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamdeli.casework.daily.letter_parts import code, day
from hamdeli.casework.daily.letters import Heading, Letter, Part, Words
from hamdeli.insight.models.bulletins import Bulletin

SECTIONS = {
    "centres": gettext_lazy("The centres"),
    "care": gettext_lazy("Care for families"),
    "people": gettext_lazy("People who help"),
    "coverage": gettext_lazy("Coverage"),
    "closing": "",
}
HEADLINE = "headline"


def paper(bulletin: Bulletin, language: str) -> Letter:
    """Return the printed page of a bulletin."""
    rows = list(bulletin.sentences.filter(left_out="").order_by("number"))
    with translation.override(language):
        title = next((row.text(language) for row in rows if row.section == HEADLINE), bulletin.code)
        parts: list[Part] = []
        section = HEADLINE
        for row in rows:
            if row.section == HEADLINE:
                continue
            if row.section != section and SECTIONS.get(row.section):
                parts.append(Heading(str(SECTIONS[row.section])))
            section = row.section
            parts.append(Words(row.text(language)))
        if bulletin.corrects:
            said = _("This bulletin corrects bulletin %(code)s of %(day)s: %(why)s") % {
                "code": code(bulletin.corrects.code),
                "day": day(bulletin.corrects.released_at),
                "why": bulletin.why,
            }
            parts.append(Words(said))
        counted = _("All figures were counted from the records on %(day)s. Counts below ten are not printed.")
        parts.append(Words(counted % {"day": day(bulletin.computed_at)}))
        return Letter(
            language=language,
            title=title,
            sign=_("Bulletin of the charity centres"),
            office=bulletin.place.name,
            foot=_("Bulletin %(code)s.") % {"code": code(bulletin.code)},
            page_words=_("page %(page)s"),
            marks=[(_("Number"), code(bulletin.code)), (_("Day"), day(bulletin.day, long=True))],
            parts=parts,
        )
