"""What was observed at a visit: the answers to a questionnaire for visits, by the edition of that day."""

from typing import Any

from hamdeli.casework.visiting.faults import VisitFault
from hamdeli.questionnaires.answering import check_answers, keep
from hamdeli.questionnaires.choosing import asked_in, editions_in_use
from hamdeli.questionnaires.content import question_of
from hamdeli.questionnaires.models import Edition, Purpose


def edition_for(province_id: int) -> Edition | None:
    """Return the edition by which visits are observed in a province now, or None where none was published."""
    return next(iter(editions_in_use(Purpose.VISIT, province_id)), None)


def counted(edition: Edition | None, answers: dict[str, Any], province_id: int) -> dict[str, Any]:
    """Return the answers that count; raises `VisitFault` for answers outside their questions, or to none."""
    if edition is None:
        if answers:
            raise VisitFault("answers_without_form")
        return {}
    if edition.questionnaire.purpose != Purpose.VISIT or not asked_in(edition, province_id):
        raise VisitFault("answers_without_form")
    faults = check_answers(edition.content, answers)
    if faults:
        raise VisitFault("answers_wrong", where=title_of(edition, faults[0].where))
    return keep(edition.content, answers).answers


def title_of(edition: Edition, code: str) -> str:
    """Return the words of a question, in Persian, or its code."""
    question = question_of(edition.content, code)
    return str(question["text"]["fa"]) if question else code
