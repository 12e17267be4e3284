"""Admissions at each of their steps; waiting lists; refusals and the appeals against them; drafts to be signed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password

from hamdeli.accounts.models import User
from hamdeli.casework.admission.deciding import plain, propose_decision
from hamdeli.casework.admission.doing import kept
from hamdeli.casework.admission.resting import digest_over, score_basis
from hamdeli.casework.admission.rulings import ANSWER_WITHIN_DAYS
from hamdeli.casework.admission.steps import ENDED, PAPERS, STEPS
from hamdeli.casework.models import (
    Admission,
    AdmissionStep,
    Appeal,
    CaseFile,
    Channel,
    Decision,
    Document,
    Outcome,
    Referral,
    Score,
    Visit,
)
from hamdeli.casework.referral.numbers import new_receipt
from hamdeli.casework.referral.words import Word, sealed
from hamdeli.casework.scoring.reading import read_families
from hamdeli.casework.scoring.rules import score
from hamdeli.casework.scoring.versions import default_table, rules_of
from hamdeli.casework.visiting.deciding import digest_over as digest_over_visit
from hamdeli.casework.visiting.deciding import ground_of
from hamdeli.config.demo.calendar_of_work import moment
from hamdeli.config.demo.life.intake import WORDS
from hamdeli.config.demo.life.newcomers.filing import RULED
from hamdeli.config.demo.life.scans import scan
from hamdeli.config.demo.life.scene import Scene
from hamdeli.config.demo.life.words import FACTS
from hamdeli.households.models import Kinship, Person

ORDER = [step.key for step in STEPS]
BY_HAND = {"interview": 3, "form": 3, "household": 8, "documents": 14, "enquiry": 20, "score": 26}
"""Days after the beginning on which a step is done."""
OBJECTIONS = (
    "درآمدی که حساب شده از پارسال است؛ حالا بیکارم.",
    "خانه به نام برادرم است و ما فقط یک اتاق داریم.",
    "بیمه‌ای که گفته شد قطع شده است.",
)
UPHELD = "با مدارک تازه بررسی شد؛ درآمد خانواده همچنان بالاتر از حد است."
INTERVIEW = "از سختی گذران زندگی و نبود کار ثابت گفتند."


@dataclass(frozen=True)
class Office:
    """Who admits, enquires and approves in one county."""

    admits: User
    enquires: User
    approves: User
    answers: User
    """Who answers appeals: neither wrote nor approved the decision."""


def offices(scene: Scene, files: Sequence[CaseFile]) -> dict[int, Office]:
    """Return the office of each county: the demonstration's staff in theirs, elsewhere people who only lend a name."""
    province = files[0].province
    closed: dict[str, Any] = {"demonstration": True, "is_active": False}
    names = ("اکرم یزدانی", "مهدی رستگار", "منصور فاضلی", "نسرین توکلی")
    others = [
        User(username=f"{part}-{province.code}", name_fa=name, password=make_password(None), **closed)
        for part, name in zip(("admission", "enquiry", "commission", "appeals"), names, strict=True)
    ]
    User.objects.bulk_create(others)
    known = {file.county_id: Office(*others) for file in files}
    if scene.lively is not None:
        staff = scene.staff
        own = Office(staff["admission-worker"], staff["enquiring-worker"], staff["county-head"], staff["supervisor"])
        known[scene.lively.county_id] = own
    return known


@dataclass(frozen=True)
class Case:
    """One family on its way: its file, who leads it, and how many of the steps are done."""

    file: CaseFile
    office: Office
    done: int
    admission: Admission

    def at(self, days: int, hour: int = 7) -> datetime:
        """A moment so many days after the beginning."""
        return moment(self.file.opened_on + timedelta(days=days), hour)

    def has(self, step: str) -> bool:
        """Say whether the step is done."""
        return ORDER.index(step) < self.done


def admit(scene: Scene, files: Sequence[tuple[CaseFile, str]]) -> None:
    """Store the admissions of `files`, each with its kind."""
    known = offices(scene, [file for file, _kind in files])
    cases = [case_of(scene, number, file, kind, known[file.county_id]) for number, (file, kind) in enumerate(files)]
    Admission.objects.bulk_create(case.admission for case in cases)
    store_referrals(cases)
    AdmissionStep.objects.bulk_create(row for case in cases for row in steps_of(case))
    Document.objects.bulk_create(row for case in cases if case.has("documents") for row in papers_of(case))
    visits = enquire(cases)
    scores = weigh([case for case in cases if case.has("score")], scene.today)
    kinds = {file.pk: kind for file, kind in files}
    rule([case for case in cases if kinds[case.file.pk] != "admission"], kinds, visits, scores, scene)
    if scene.lively is not None:
        mine = [case for case in cases if case.file.county_id == scene.lively.county_id]
        plan_enquiries(mine, scene)
        write_drafts([case for case in mine if case.done == ORDER.index("decision")], scene)


def case_of(scene: Scene, number: int, file: CaseFile, kind: str, office: Office) -> Case:
    """Return the case of one file: those in admission stand at every step in turn."""
    over = kind != "admission"
    far = int((scene.today - file.opened_on).days)
    able = sum(far > BY_HAND.get(step, 99) for step in ORDER)
    done = len(ORDER) if over else min(len(ORDER) - 1 - number // 3 % len(ORDER), able)
    admission = Admission(
        case_file=file,
        state=ENDED if over else ORDER[done],
        begun_at=moment(file.opened_on, 6),
        begun_by=office.admits,
        ended_at=moment(file.opened_on + timedelta(days=RULED[kind]), 9) if over else None,
    )
    return Case(file, office, done, admission)


def store_referrals(cases: Sequence[Case]) -> None:
    """The words with which the admissions began."""
    heads = Person.objects.filter(household__in=[case.file.household_id for case in cases], kinship=Kinship.HEAD)
    named = {person.household_id: person for person in heads}
    channels = list(Channel.values)
    Referral.objects.bulk_create(
        Referral(
            receipt=new_receipt(),
            channel=channels[number % len(channels)],
            province_id=case.file.province_id,
            county_id=case.file.county_id,
            sealed=sealed(word_of(named[case.file.household_id], number)),
            state=Referral.State.TAKEN_UP,
            case_file=case.file,
            received_at=case.at(-2),
            received_by=case.office.admits,
            answered_at=case.at(0, 6),
        )
        for number, case in enumerate(cases)
    )


def word_of(head: Person, number: int) -> Word:
    """What somebody said about a family."""
    return Word(given_name=head.given_name, family_name=head.family_name, words=WORDS[number % len(WORDS)])


def steps_of(case: Case) -> list[AdmissionStep]:
    """The steps that somebody did by hand."""
    file = case.file
    answers: dict[str, dict[str, Any]] = {
        "interview": {"on": file.opened_on + timedelta(days=3), "words": INTERVIEW},
        "form": {"need": file.need, "cause": file.cause, "supported_by": "none", "consent": True},
    }
    return [
        AdmissionStep(
            admission=case.admission,
            step=step,
            answers=kept(answers.get(step, {})),
            done_at=case.at(BY_HAND[step], 8 if step == "interview" else 9),
            done_by=case.office.admits,
        )
        for step in ("interview", "form", "household", "documents")
        if case.has(step)
    ]


def papers_of(case: Case) -> list[Document]:
    """The papers that the cause asks for."""
    rows = []
    for kind in PAPERS[case.file.cause]:
        picture = scan(kind)
        rows.append(
            Document(
                case_file=case.file,
                kind=kind,
                digest=picture.digest,
                content_type="image/png",
                size=picture.size,
                added_at=case.at(12),
                added_by=case.office.admits,
            )
        )
    return rows


def enquire(cases: Sequence[Case]) -> dict[int, tuple[Visit, Decision]]:
    """Store the visits of enquiry with their decisions; return them by file."""
    going = [case for case in cases if case.has("enquiry")]
    visits = Visit.objects.bulk_create(
        Visit(
            case_file=case.file,
            purpose=Visit.Purpose.ENQUIRY,
            state=Visit.State.DONE,
            planned_on=case.at(20).date(),
            visitor=case.office.enquires,
            facts=FACTS[case.file.cause or "other"][number % 3],
            opinion="آنچه گفته شده بود با آنچه دیده شد می‌خواند.",
            done_on=case.at(20).date(),
            done_at=case.at(20, 11),
            made_by=case.office.admits,
            made_at=case.at(9),
        )
        for number, case in enumerate(going)
    )
    decisions = Decision.objects.bulk_create(enquiry_decision(visit) for visit in visits)
    return {visit.case_file_id: (visit, made) for visit, made in zip(visits, decisions, strict=True)}


def enquiry_decision(visit: Visit) -> Decision:
    """The decision that ends an enquiry."""
    words = {"outcome": str(Outcome.COMMISSION), "reason": "enquiry_done", "note": ""}
    digest = digest_over_visit(ground_of(visit), author=visit.visitor_id, **words)
    return Decision(
        case_file_id=visit.case_file_id,
        visit=visit,
        digest=digest,
        decided_at=visit.done_at or visit.made_at,
        author_id=visit.visitor_id,
        details={},
        **words,
    )


def weigh(cases: Sequence[Case], today: date) -> dict[int, Score]:
    """Score the families as they are known; return the scores by file."""
    table = default_table()
    rules = rules_of(table)
    families = read_families([case.file for case in cases], today)
    rows = []
    for case, family in zip(cases, families, strict=True):
        result = score(family, rules)
        told = {"inputs": family.plain(), "lines": result.plain(), "total": result.total}
        rows.append(Score(case_file=case.file, table=table, made_at=case.at(26, 8), made_by=case.office.admits, **told))
    return {row.case_file_id: row for row in Score.objects.bulk_create(rows)}


def rule(
    cases: Sequence[Case],
    kinds: dict[int, str],
    visits: dict[int, tuple[Visit, Decision]],
    scores: dict[int, Score],
    scene: Scene,
) -> None:
    """Store the decisions of the commission, and the appeals against refusals."""
    rows = [ruling(case, kinds[case.file.pk], visits[case.file.pk], scores[case.file.pk], scene) for case in cases]
    made = Decision.objects.bulk_create(rows)
    refused = [(case, row) for case, row in zip(cases, made, strict=True) if row.outcome == Outcome.REFUSE]
    appeals = [appeal(case, row, scene.today) for case, row in refused]
    Appeal.objects.bulk_create(one for number, one in enumerate(appeals) if not one.result or number % 3 != 2)


def ruling(case: Case, kind: str, visit: tuple[Visit, Decision], made: Score, scene: Scene) -> Decision:
    """The decision of the commission on one family, with what it rested on."""
    listed = kind == "listed"
    decided: dict[str, Any] = {
        "outcome": Outcome.WAITING if listed else Outcome.REFUSE,
        "reason": ("no_quota", "lower_need")[case.file.pk % 2] if listed else ("means", "insured")[case.file.pk % 2],
        "note": "",
        "until": scene.today + timedelta(days=20 + case.file.pk % 200) if listed else None,
    }
    if listed:
        decided["until"] = min(decided["until"], case.at(RULED[kind]).date() + timedelta(days=360))
    basis = {
        "file": {"state": "admission", "coverage": case.file.coverage, "admission": case.admission.pk},
        "family": made.inputs,
        "score": score_basis(made),
        "visit": {"id": visit[0].pk, "decision": visit[1].digest},
        "standing": None,
    }
    return Decision(
        case_file=case.file,
        admission=case.admission,
        **decided,
        details=basis,
        digest=digest_over(plain(decided), basis),
        decided_at=case.at(RULED[kind], 9),
        author=case.office.admits,
        approver=case.office.approves,
    )


def appeal(case: Case, decision: Decision, today: date) -> Appeal:
    """An appeal that waits, or one that changed nothing."""
    received = decision.decided_at + timedelta(days=6)
    waits = today - received.date() < timedelta(days=ANSWER_WITHIN_DAYS)
    answered: dict[str, Any] = {} if waits else {"result": Appeal.Result.UPHELD, "answer": UPHELD}
    if not waits:
        answered |= {"answered_at": received + timedelta(days=11), "answered_by": case.office.answers}
    words = OBJECTIONS[case.file.pk % len(OBJECTIONS)]
    return Appeal(decision=decision, words=words, received_at=received, received_by=case.office.admits, **answered)


def plan_enquiries(cases: Sequence[Case], scene: Scene) -> None:
    """Let the enquiring worker find visits to make, from today on."""
    waiting = [case for case in cases if case.done in (ORDER.index("documents"), ORDER.index("enquiry"))]
    Visit.objects.bulk_create(
        Visit(
            case_file=case.file,
            purpose=Visit.Purpose.ENQUIRY,
            planned_on=scene.today + timedelta(days=number // 2),
            visitor=case.office.enquires,
            made_by=case.office.admits,
            made_at=moment(scene.today - timedelta(days=2)),
        )
        for number, case in enumerate(waiting)
    )


def write_drafts(cases: Sequence[Case], scene: Scene) -> None:
    """Write decisions that wait for the second signature, by the verb itself: they can be approved."""
    for case in cases[:6]:
        fresh = CaseFile.objects.get(pk=case.file.pk)
        propose_decision(
            case_file=fresh, outcome=Outcome.CLIENT, reason="poverty", author=case.office.admits, today=scene.today
        )
