"""The first chapter: a neighbour's word, the steps of the admission, and the commission's decision."""

from datetime import timedelta
from typing import Any

from hamdeli.casework.admission.deciding import plain
from hamdeli.casework.admission.doing import kept
from hamdeli.casework.admission.resting import basis_of, digest_over
from hamdeli.casework.admission.steps import ENDED
from hamdeli.casework.models import (
    Admission,
    AdmissionStep,
    CaseFile,
    Channel,
    Coverage,
    Decision,
    DecisionDraft,
    Document,
    Hardship,
    Outcome,
    Referral,
    Score,
    State,
)
from hamdeli.casework.referral.numbers import new_receipt
from hamdeli.casework.referral.words import Word, sealed
from hamdeli.casework.scoring.reading import read_family
from hamdeli.casework.scoring.rules import score
from hamdeli.casework.scoring.versions import default_table, rules_of
from hamdeli.config.demo.life.family.people import ADDRESS, PHONE
from hamdeli.config.demo.life.family.story import WAY, Story
from hamdeli.config.demo.life.family.visiting import Told, visit
from hamdeli.config.demo.life.scans import scan
from hamdeli.desk.demo.following import HEAD_CODE
from hamdeli.households.models import Person
from hamdeli.journal.sealing import blind_index

WORD = Word(
    given_name="لیلا",
    family_name="امینی",
    national_code=HEAD_CODE,
    phone=PHONE,
    address=ADDRESS,
    referrer_name="زهرا مرادی",
    referrer_phone="09130000034",
    words=(
        "همسایهٔ طبقهٔ همکف ما دو ماه است که شوهرش را در کار ساختمان از دست داده. "
        "دو بچهٔ مدرسه‌ای دارد و اجاره‌شان عقب افتاده."
    ),
)
INTERVIEW = (
    "همسرم از داربست افتاد و بیمه نبود. با خیاطی برای همسایه‌ها کمی درآمد دارم. مادرم هم با ما زندگی می‌کند و "
    "فشار خون دارد. نگران اجاره و مدرسهٔ بچه‌ها هستم."
)
ENQUIRY = Told(
    "enquiry",
    Outcome.COMMISSION,
    "enquiry_done",
    "خانهٔ استیجاری ۵۵ متری، تمیز و سرد. گواهی فوت و قرارداد اجاره دیده شد. "
    "سه ماه اجاره عقب افتاده و یخچال نیمه‌خالی بود. "
    "دو فرزند در مدرسه‌اند.",
    "خانواده بی‌سرپرست و نیازمند است. مادر مهارت خیاطی و انگیزهٔ کار دارد.",
)
PAPERS = (
    (Document.Kind.IDENTITY, "شناسنامه و کارت ملی", -63),
    (Document.Kind.DEATH, "گواهی فوت همسر", -63),
    (Document.Kind.HOUSING, "قرارداد اجاره", -61),
    (Document.Kind.CONSENT, "رضایت‌نامهٔ ثبت اطلاعات", -70),
)
STEPS: tuple[tuple[str, int, dict[str, Any]], ...] = (
    ("interview", -70, {"words": INTERVIEW}),
    ("form", -70, {"need": "employment", "cause": "death", "supported_by": "none", "consent": True}),
    ("household", -66, {}),
    ("documents", -60, {}),
)
RULING = {
    "outcome": Outcome.CLIENT,
    "reason": "no_head",
    "note": "سرپرست در حادثهٔ کار درگذشته و بیمه نداشته است؛ مادر توان خودکفایی دارد.",
    "until": None,
}


def begin(story: Story) -> Admission:
    """Store everything up to the decision, and bring the file into the state of that day."""
    file = story.file
    CaseFile.objects.filter(pk=file.pk).update(
        opened_on=story.day(2 - WAY), need="employment", cause="death", priority=4, coverage=Coverage.CLIENT
    )
    file.refresh_from_db()
    hear(story)
    admission = Admission.objects.create(
        case_file=file,
        state=ENDED,
        begun_at=story.at(2 - WAY),
        begun_by=story.staff["admission-worker"],
        ended_at=story.at(-12, 9),
    )
    for step, number, answers in STEPS:
        told = answers | ({"on": story.day(number)} if step == "interview" else {})
        by = story.staff["admission-worker"]
        AdmissionStep.objects.create(
            admission=admission, step=step, answers=kept(told), done_at=story.at(number, 8), done_by=by
        )
    bring_papers(story)
    visit(story, -48, ENQUIRY, by="enquiring-worker")
    suffer(story)
    weigh(story, -36)
    decide(story, admission)
    return admission


def hear(story: Story) -> Referral:
    """The neighbour's word, taken up two days later."""
    file = story.file
    return Referral.objects.create(
        receipt=new_receipt(),
        channel=Channel.NEIGHBOUR,
        province_id=file.province_id,
        county_id=file.county_id,
        sealed=sealed(WORD),
        code_index=blind_index(HEAD_CODE),
        state=Referral.State.TAKEN_UP,
        case_file=file,
        received_at=story.at(-WAY),
        received_by=story.staff["admission-worker"],
        answered_at=story.at(2 - WAY),
    )


def bring_papers(story: Story) -> None:
    """The scans of the first weeks."""
    head = Person.objects.get(household=story.file.household_id, kinship="head")
    for kind, title, number in PAPERS:
        picture = scan(kind)
        Document.objects.create(
            case_file=story.file,
            person=head if kind == Document.Kind.IDENTITY else None,
            kind=kind,
            title=title,
            digest=picture.digest,
            content_type="image/png",
            size=picture.size,
            added_at=story.at(number),
            added_by=story.staff["admission-worker"],
        )


def suffer(story: Story) -> None:
    """What passed, and what counts today."""
    troubles = (
        ("mourning", -120, story.day(240), -48, "admission-worker"),
        ("debt", 825, story.today + timedelta(days=120), 825, "social-worker"),
    )
    for kind, since, until, told, by in troubles:
        Hardship.objects.create(
            case_file=story.file,
            kind=kind,
            since=story.day(since),
            until=until,
            made_at=story.at(told, 8),
            made_by=story.staff[by],
        )


def weigh(story: Story, number: int, by: str = "admission-worker") -> Score:
    """Score the family as it was on a day of the story."""
    table = default_table()
    fresh = CaseFile.objects.select_related("household").get(pk=story.file.pk)
    family = read_family(fresh, story.day(number))
    result = score(family, rules_of(table))
    return Score.objects.create(
        case_file=fresh,
        table=table,
        inputs=family.plain(),
        lines=result.plain(),
        total=result.total,
        made_at=story.at(number, 8),
        made_by=story.staff[by],
    )


def decide(story: Story, admission: Admission) -> Decision:
    """What the admission worker wrote and the head of the county office approved."""
    file = CaseFile.objects.get(pk=story.file.pk)
    file.state = State.ADMISSION
    basis = basis_of(file, admission, story.day(-24))
    digest = digest_over(plain(dict(RULING)), basis)
    common = {"case_file": story.file, "admission": admission, "author": story.staff["admission-worker"]}
    approver = story.staff["county-head"]
    decision = Decision.objects.create(
        **common, **RULING, details=basis, digest=digest, decided_at=story.at(-12, 9), approver=approver
    )
    DecisionDraft.objects.create(
        **common,
        **RULING,
        basis=basis,
        digest=digest,
        written_on=story.day(-24),
        written_at=story.at(-24, 8),
        state=DecisionDraft.State.APPROVED,
        decision=decision,
        ended_at=story.at(-12, 9),
        ended_by=approver,
    )
    return decision
