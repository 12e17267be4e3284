"""Two years of inspections: about a third of the centres of the great province, a few of the small one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hamdeli.accounts.models import User
from hamdeli.centres.inspecting.inspecting import form_for, reachable
from hamdeli.centres.inspecting.tables import default_table, weights_of
from hamdeli.centres.inspecting.weights import Measure, grade, size_of
from hamdeli.centres.models import Centre, Finding, FindingMove, Grade, Inspection
from hamdeli.config.demo.calendar_of_work import moment
from hamdeli.config.demo.life.scene import Scene
from hamdeli.config.demo.network.inspection_words import (
    ANSWERS,
    CLOSED,
    DANGERS,
    EXTENDED,
    FACTS,
    FINDINGS,
    REFUSED,
    REMARKS,
    SIGNED,
)
from hamdeli.config.demo.seeds import Chance
from hamdeli.insight.measures import measures_of
from hamdeli.questionnaires.answering import keep, score
from hamdeli.questionnaires.content import NUMBER, TEXT, YES_NO, Answers, questions_of, values_of
from hamdeli.questionnaires.models import Edition

SHARE, FEW = 0.34, 5
"""Share of the centres of the great province that were inspected, and how many of the small one."""
YEARS = 2
GOOD = (0.62, 0.97)
REFUSES, GRADED = 0.06, 0.85
PLANNED = 8
DEADLINES = {"minor": 60, "major": 30, "critical": 14}
CLOSES, EXTENDS, ANSWERED = 0.88, 0.15, 0.5


@dataclass(frozen=True)
class Round:
    """What the makers share: the scene, the chance, who inspects, the form, who signs (by the centre's code)."""

    scene: Scene
    chance: Chance
    inspector: User
    edition: Edition
    heads: dict[str, User]

    def one_of(self, words: Any) -> Any:
        """Return one of `words`."""
        return words[int(self.chance.integers(len(words)))]


def settle_inspections(scene: Scene, chance: Chance) -> None:
    """Store the inspections of one province with findings and grades; two are in the hands of the lively centre."""
    inspector = scene.staff["inspector" if scene.lively else "ilam-participation"]
    edition = form_for(scene.centres[0].province_id)
    if edition is None:
        return
    known = {user.username: user for user in User.objects.filter(username__in=scene.heads.values())}
    heads = {code: known[name] for code, name in scene.heads.items() if name in known}
    work = Round(scene, chance, inspector, edition, heads)
    chosen = inspected(work)
    made = Inspection.objects.bulk_create([row for centre in chosen for row in done_rows(work, centre)])
    found = Finding.objects.bulk_create([row for inspection in made for row in findings_of(work, inspection)])
    FindingMove.objects.bulk_create([move for finding in found for move in moves_of(work, finding)])
    Grade.objects.bulk_create(grades(work, made))
    others = [centre for centre in scene.centres if centre not in chosen][:PLANNED] + [*filter(None, [scene.lively])]
    Inspection.objects.bulk_create(
        [blank(work, centre, scene.today + timedelta(days=3 + 4 * number)) for number, centre in enumerate(others)]
    )


def inspected(work: Round) -> list[Centre]:
    """Return the centres that were inspected, among them the lively one."""
    scene, old = work.scene, work.scene.today - timedelta(days=365 * YEARS)
    able = [centre for centre in scene.centres if centre.opened_on and centre.opened_on < old]
    many = max(round(SHARE * len(able)), 1) if scene.lively else min(FEW, len(able))
    numbers = sorted(work.chance.permutation(len(able))[:many].tolist())
    chosen = [able[number] for number in numbers]
    return chosen + [centre for centre in [scene.lively] if centre and centre not in chosen]


def done_rows(work: Round, centre: Centre) -> Iterator[Inspection]:
    """Yield one to three inspections of a centre, the oldest first; the lively one's last waits for its signature."""
    lively = work.scene.lively is not None and centre.pk == work.scene.lively.pk
    days = sorted({int(day) for day in work.chance.integers(20, 365 * YEARS, 1 + int(work.chance.integers(3)))})
    quality = float(work.chance.uniform(*GOOD))
    for back in sorted({*days, 4, 200} if lively else days, reverse=True):
        yield inspection(work, centre, work.scene.today - timedelta(days=back), quality, waits=lively and back == 4)


def blank(work: Round, centre: Centre, day: date) -> Inspection:
    """An inspection that is planned."""
    return Inspection(
        code=f"I-{int(work.chance.integers(10**7, 10**8))}",
        centre=centre,
        occasion=work.one_of(("regular", "regular", "regular", "warning", "complaint", "follow_up")),
        planned_on=day,
        inspector=work.inspector,
        licence_before=centre.licence,
        made_by=work.inspector,
        made_at=moment(min(day, work.scene.today) - timedelta(days=9), 8),
    )


def inspection(work: Round, centre: Centre, day: date, quality: float, *, waits: bool) -> Inspection:
    """An inspection that was done; `waits`: nobody has signed it yet."""
    row, answers = blank(work, centre, day), answers_of(work, quality)
    result = score(work.edition.content, answers)
    row.edition, row.answers, row.done_on = work.edition, answers, day
    row.points, row.level = result.points, result.level or ""
    row.most = reachable(work.edition.content, answers)
    row.facts, row.remarks = work.one_of(FACTS), work.one_of(REMARKS)
    row.state, row.version = Inspection.State.DONE, 2
    if waits:
        return row
    refuses = work.chance.random() < REFUSES
    row.state = Inspection.State.UNSIGNED if refuses else Inspection.State.SIGNED
    row.signer = work.inspector if refuses else work.heads[centre.code]
    row.signed_words = work.one_of(REFUSED if refuses else SIGNED)
    row.signed_at, row.licence_after, row.version = moment(day, 14), centre.licence, 3
    return row


def answers_of(work: Round, quality: float) -> Answers:
    """Draw the answers of a centre of some quality; the first option of each question is the best."""
    drawn: Answers = {}
    for question in questions_of(work.edition.content):
        options = values_of(question)
        if question["kind"] == NUMBER:
            drawn[question["code"]] = int(work.chance.integers(4, 12))
        elif question["kind"] == TEXT:
            drawn[question["code"]] = work.one_of(DANGERS)
        elif work.chance.random() < quality:
            drawn[question["code"]] = options[0]
        else:
            drawn[question["code"]] = options[1] if question["kind"] == YES_NO else work.one_of(options[1:3])
    return keep(work.edition.content, drawn).answers


def findings_of(work: Round, row: Inspection) -> Iterator[Finding]:
    """Yield a finding for each answer that asks for one."""
    for (question, answers), (severity, words, demand) in FINDINGS.items():
        if row.answers.get(question) in answers and row.done_on:
            due = row.done_on + timedelta(days=DEADLINES[severity])
            yield settled(
                work,
                Finding(
                    inspection=row,
                    centre_id=row.centre_id,
                    severity=severity,
                    words=words,
                    demand=demand,
                    due_on=due,
                    made_by=work.inspector,
                    made_at=moment(row.done_on, 13),
                ),
            )


def settled(work: Round, row: Finding) -> Finding:
    """Close what is long over, but for some that stay overdue; of the others the centre has answered a half."""
    today = work.scene.today
    waits = row.inspection.state == Inspection.State.DONE
    if row.due_on < today - timedelta(days=3) and work.chance.random() < CLOSES:
        row.state, row.closed_on, row.version = Finding.State.CLOSED, row.due_on - timedelta(days=2), 3
    elif not waits and row.due_on > today and work.chance.random() < ANSWERED:
        row.state, row.version = Finding.State.ANSWERED, 2
    return row


def moves_of(work: Round, row: Finding) -> Iterator[FindingMove]:
    """Yield what was said about a finding."""
    known: dict[str, Any] = {"finding": row, "due_before": row.due_on, "due_after": row.due_on}
    head, day = work.heads[row.inspection.centre.code], row.made_at.date()
    if row.state == Finding.State.OPEN:
        return
    answered = moment(min(day + timedelta(days=6), work.scene.today - timedelta(days=1)), 10)
    yield FindingMove(act="answer", words=ANSWERS[row.severity], made_by=head, made_at=answered, **known)
    if row.state == Finding.State.CLOSED and row.closed_on:
        if work.chance.random() < EXTENDS:
            earlier = {**known, "due_before": row.due_on - timedelta(days=7)}
            at = moment(day + timedelta(days=8), 9)
            words = work.one_of(EXTENDED)
            yield FindingMove(act="extend", words=words, made_by=work.inspector, made_at=at, **earlier)
        at = moment(row.closed_on, 11)
        yield FindingMove(act="close", words=work.one_of(CLOSED), made_by=work.inspector, made_at=at, **known)


def grades(work: Round, made: list[Inspection]) -> Iterator[Grade]:
    """Yield the grades of most centres: one of this year, and an earlier one where an earlier inspection is known."""
    table, today = default_table(), work.scene.today
    weights, by_centre = weights_of(table), dict[int, list[Inspection]]()
    for row in made:
        by_centre.setdefault(row.centre_id, []).append(row)
    casework = measures_of(by_centre, today)
    deputy = work.scene.staff["participation" if work.scene.lively else "ilam-participation"]
    for key, rows in by_centre.items():
        for last, row in ((row is rows[-1], row) for row in rows[-2:]):
            day = min((row.done_on or today) + timedelta(days=12), today - timedelta(days=1))
            if work.chance.random() > GRADED or (row.done_on or today) >= day:
                continue
            findings = Measure(int(work.chance.integers(2, 4)), 4)
            measures = {**casework[key], "inspection": Measure(row.points, row.most), "findings": findings}
            if not last:
                measures["visits"] = fewer(measures["visits"], float(work.chance.uniform(0.7, 1.0)))
                measures["plans"] = fewer(measures["plans"], float(work.chance.uniform(0.5, 1.0)))
            result = grade(measures, weights)
            yield Grade(
                centre=row.centre,
                table=table,
                inspection=row,
                on=day,
                kind=row.centre.kind,
                size=size_of(row.centre.capacity, weights),
                lines=result.plain(),
                total=result.total,
                letter=result.letter,
                made_by=deputy,
                made_at=moment(day, 10),
            )


def fewer(measure: Measure, share: float) -> Measure:
    """Return the figure as it was earlier."""
    return Measure(int(measure.good * share), measure.of)
