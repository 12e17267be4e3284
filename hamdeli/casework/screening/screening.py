"""Screening a family or one of its members: answers sealed, scored, and turned into tasks; all of it or nothing."""

import json
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.casework.models import CaseFile, Screening, State, Visit
from hamdeli.casework.screening.faults import ScreeningFault
from hamdeli.casework.screening.raising import asked_by, raise_quietly, raise_tasks
from hamdeli.casework.screening.restricting import KIND, open_note
from hamdeli.households.models import Person
from hamdeli.journal.chain import canonical
from hamdeli.journal.once import once
from hamdeli.journal.sealing import blind_index, seal
from hamdeli.journal.writing import write
from hamdeli.questionnaires.answering import Result, check_answers, keep, score
from hamdeli.questionnaires.choosing import asked_in
from hamdeli.questionnaires.content import Answers, Content, level_of, signs_of
from hamdeli.questionnaires.models import Edition, Purpose
from hamdeli.questionnaires.reading import plain


def screen(
    *,
    case_file: CaseFile,
    person: Person | None,
    edition: Edition,
    answers: Answers,
    done_on: date,
    by: User,
    key: str,
    today: date,
    visit: Visit | None = None,
) -> Screening:
    """Store a screening of the family (no `person`) or of a member, with its level, tasks and restricted sections.

    The same `key` again gives the same screening. Answers to questions that are skipped are dropped. Raises
    `ScreeningFault` (`answers` holds the faults of single answers) or `KeyUsedOtherwise`; nothing is stored then.
    """
    given = plain(edition.content, answers)
    require_askable(case_file, edition, done_on, today)
    require_member(case_file, person, done_on)
    if visit is not None and visit.case_file_id != case_file.pk:
        raise ScreeningFault("other_visit")
    faults = check_answers(edition.content, given)
    if faults:
        raise ScreeningFault("answers", answers=faults)
    body = [case_file.code, person.pk if person else None, edition.digest, f"{done_on}", visit.pk if visit else None]
    made = Screening(case_file=case_file, person=person, edition=edition, visit=visit, done_on=done_on, made_by=by)
    pk = once(
        key=key,
        actor=by.actor,
        purpose="screening",
        body=[*body, blind_index(canonical(given))],
        act=lambda: store(made, keep(edition.content, given).answers, today).pk,
    )
    return Screening.objects.select_related("edition").get(pk=pk)


def require_askable(case_file: CaseFile, edition: Edition, done_on: date, today: date) -> None:
    """Refuse a closed file, a foreign or unfit questionnaire, and a day that cannot be."""
    if case_file.state == State.CLOSED:
        raise ScreeningFault("closed")
    asks = edition.questionnaire
    if asks.purpose != Purpose.SCREENING or not asked_in(edition, case_file.province_id):
        raise ScreeningFault("other_questionnaire")
    if asks.retired_at is not None and done_on > timezone.localdate(asks.retired_at):
        raise ScreeningFault("retired")
    if done_on > today:
        raise ScreeningFault("future")
    if done_on < case_file.opened_on:
        raise ScreeningFault("before_file")


def require_member(case_file: CaseFile, person: Person | None, done_on: date) -> None:
    """Refuse who was not in the family on that day."""
    if person is None:
        return
    if person.household_id != case_file.household_id:
        raise ScreeningFault("other_family")
    if person.birth_date is not None and done_on < person.birth_date:
        raise ScreeningFault("before_birth")
    if person.left_on is not None and done_on > person.left_on:
        raise ScreeningFault("left")


@transaction.atomic
def store(screening: Screening, answers: Answers, today: date) -> Screening:
    """Score, seal and store; then what has to be done."""
    content: Content = screening.edition.content
    result = score(content, answers)
    screening.score, screening.level = result.points, result.level or ""
    screening.restricted = is_restricted(content, result)
    screening.sealed = seal(json.dumps(answers, ensure_ascii=False))
    screening.made_at = timezone.now()
    screening.save(force_insert=True)
    asked = asked_by(content, result, done_on=screening.done_on, today=today)
    if not screening.restricted:
        raise_tasks(screening, asked)
        details = {"screening": screening.pk, "edition": screening.edition.digest}
        tell = {"kind": "case_file", "subject": screening.case_file.code, "details": details}
    else:
        act_in_secret(screening, result, min((row.due_on for row in asked), default=None), today)
        tell = {"kind": KIND, "subject": f"s{screening.pk}"}
    write(actor=screening.made_by.actor, verb="screened", **tell)  # type: ignore[arg-type]
    return screening


def is_restricted(content: Content, result: Result) -> bool:
    """Say whether only named posts may open what was answered: the whole questionnaire, its level, or a sign."""
    reached = level_of(content, result.level) if result.level else None
    return bool(content.get("restricted") or (reached and reached.get("restricted")) or subjects_of(content, result))


def subjects_of(content: Content, result: Result) -> list[str]:
    """Return what has to be brought to the authority, each subject once."""
    signs = [sign for sign in signs_of(content) if sign["code"] in result.signs and sign.get("subject")]
    subjects = [str(sign["subject"]) for sign in signs]
    reached = level_of(content, result.level) if result.level else None
    if reached and reached.get("authority") and not subjects:
        subjects = [str(reached.get("subject") or "other")]
    return list(dict.fromkeys(subjects))


def act_in_secret(screening: Screening, result: Result, due_on: date | None, today: date) -> None:
    """Open a restricted section for each subject; without one, remind whoever screened, in words that tell nothing."""
    case_file, by, at = screening.case_file, screening.made_by, screening.made_at
    subjects = subjects_of(screening.edition.content, result)
    for subject in subjects:
        due = due_on or today + timedelta(days=1)
        open_note(case_file, subject, by=by, at=at, due_on=due, screening=screening)
    if due_on is not None and not subjects:
        raise_quietly(case_file, due_on=due_on, urgent=False, to_authority=False, by=by, at=at)
