"""The dashboard as a PDF: each section a table, each figure with its parts."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hamdeli.casework.daily.letters import Heading, Letter, Part, Rows, Words, pdf_of
from hamdeli.desk.indicators.periods import Chosen
from hamdeli.desk.indicators.shown import Section, Shown
from hamdeli.desk.templatetags.formats import day, moment
from hamdeli.persian.digits import is_persian

WIDTHS = (4, 2, 3)


def paper_of(name: str, asked: Chosen, sections: Sequence[Section]) -> bytes:
    """Return the figures of an area as a PDF in the reader's language."""
    parts: list[Part] = [Words(_("Figures of %(area)s for %(period)s.") % {"area": name, "period": asked.title})]
    if not sections:
        parts.append(Words(_("Nothing was counted here for this period.")))
    for section in sections:
        rows = [(one.label, f"{plain(one.text)} {one.unit}".strip(), one.parts) for one in every(section)]
        parts += [Heading(str(section.label)), Rows([_("Indicator"), _("Value"), _("Parts")], rows, WIDTHS)]
    made = asked.made
    marks = [(_("Up to"), day(asked.period.until)), *([(_("Computed"), moment(made.computed_at))] if made else [])]
    letter = Letter(
        language="fa" if is_persian(get_language() or "fa") else "en",
        title=_("Indicators"),
        sign=name,
        office=asked.title,
        foot=_(
            "Every figure has its definition in the catalogue of indicators. Small counts of families are left out."
        ),
        page_words=_("page %(page)s"),
        marks=marks,
        parts=parts,
        centred=False,
    )
    return pdf_of(letter)


def every(section: Section) -> list[Shown]:
    """Return all figures of a section."""
    return [*section.figures, *section.apart]


def plain(text: str) -> str:
    """Return a figure without the marks that a page needs for its direction."""
    return text.replace('<bdi dir="ltr">', "").replace("</bdi>", "")
