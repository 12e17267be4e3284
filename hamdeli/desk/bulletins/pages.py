"""The page of one bulletin, and the same on paper."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from hamdeli.casework.daily.letters import pdf_of
from hamdeli.desk.printing import printed
from hamdeli.desk.requests import Request
from hamdeli.insight.bulletins.access import access_bulletin, publishes
from hamdeli.insight.bulletins.issuing import required, title_of
from hamdeli.insight.bulletins.paper import HEADLINE, SECTIONS, paper
from hamdeli.insight.bulletins.reasons import LeftOut
from hamdeli.insight.bulletins.sentences import LANGUAGES, sentences
from hamdeli.insight.catalogue import by_key
from hamdeli.insight.models import Computation
from hamdeli.insight.models.bulletins import Bulletin, BulletinSentence

OTHER = {"fa": "en", "en": "fa"}


@dataclass(frozen=True)
class Shown:
    """One sentence on the page: in the reader's language and in the other one."""

    row: BulletinSentence
    text: str
    other: str
    optional: bool
    labels: list[str]


@dataclass(frozen=True)
class Section:
    """Sentences under one heading."""

    title: str
    sentences: list[Shown]


@require_safe
def bulletin_page(request: Request, code: str) -> HttpResponse:
    """Show one bulletin; to who publishes there also what is not printed and why, and what may be done."""
    bulletin = access_bulletin(request.user, code)
    language = (get_language() or "fa")[:2]
    rows = list(bulletin.sentences.order_by("number"))
    standing = [shown(row, language) for row in rows if not row.left_out]
    may = publishes(request.user, bulletin.place)
    words: dict[str, Any] = {
        "bulletin": bulletin,
        "headline": next((one for one in standing if one.row.section == HEADLINE), None),
        "sections": in_sections([one for one in standing if one.row.section != HEADLINE]),
        "left_out": [shown(row, language) for row in rows if row.left_out] if may else [],
        "blocking": blocking(rows) if may else [],
        "is_draft": bulletin.state == Bulletin.State.DRAFT,
        "may_publish": may,
        "stale": may and is_stale(bulletin),
        "corrections": list(bulletin.corrections.released()),
        "other": OTHER[language],
        "unwanted": LeftOut.UNWANTED.value,
    }
    return render(request, "desk/bulletins/page.html", words)


def blocking(rows: Iterable[BulletinSentence]) -> list[tuple[str, Any]]:
    """Return the sentences without which there is no release and that could not be filled, each with the reason."""
    return [(title_of(row.key), LeftOut(row.left_out).label) for row in rows if row.left_out and row.key in required()]


@require_safe
def bulletin_paper(request: Request, code: str, language: str) -> HttpResponse:
    """Hand out a released bulletin as PDF, in Persian or English."""
    bulletin = access_bulletin(request.user, code)
    if language not in LANGUAGES or bulletin.state != Bulletin.State.RELEASED:
        raise Http404
    content = pdf_of(paper(bulletin, language))
    name = f"{bulletin.code}-{language}.pdf"
    return printed(request, content, kind="bulletin", subject=bulletin.code, letter=language, name=name)


def shown(row: BulletinSentence, language: str) -> Shown:
    """Return a sentence as the page shows it."""
    keys: Iterable[str] = [figure["key"] for figure in row.figures] or indicators_of(row.key)
    labels = [str(by_key(key).label) for key in keys if is_known(key)]
    return Shown(row, row.text(language), row.text(OTHER[language]), row.key not in required(), labels)


def indicators_of(key: str) -> tuple[str, ...]:
    """Return what a sentence is filled from, also where it was not filled; nothing for one that is no more."""
    return next((sentence.indicators for sentence in sentences() if sentence.key == key), ())


def is_known(key: str) -> bool:
    """Say whether the catalogue still has the indicator."""
    try:
        by_key(key)
    except KeyError:
        return False
    return True


def in_sections(sentences: list[Shown]) -> list[Section]:
    """Return the sentences under their headings, in their order."""
    found: list[Section] = []
    for one in sentences:
        title = str(SECTIONS.get(one.row.section, ""))
        if not found or found[-1].title != title:
            found.append(Section(title, []))
        found[-1].sentences.append(one)
    return found


def is_stale(bulletin: Bulletin) -> bool:
    """Say whether a draft was filled before the figures were counted last, or these are of an earlier day."""
    if bulletin.state != Bulletin.State.DRAFT:
        return False
    made = Computation.objects.valid().filter(year=bulletin.year, months=bulletin.months).first()
    return made is None or made.computed_at > bulletin.computed_at or made.stale(timezone.localdate())
