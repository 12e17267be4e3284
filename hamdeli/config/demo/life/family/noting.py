"""Notes between the visits, checks by the supervisor, and what each role finds to do today."""

from datetime import timedelta

from hamdeli.casework.aiding.codes import new_codes
from hamdeli.casework.daily.words import KINDS, index_words
from hamdeli.casework.models import AidKind, CaseFile, Check, Delivery, DeliveryLine, Note, Task, Visit
from hamdeli.casework.supervision.sampling import month_of
from hamdeli.config.demo.calendar_of_work import moment
from hamdeli.config.demo.life.family.story import Story
from hamdeli.journal.sealing import seal
from hamdeli.persian.calendar import MONTHS_FA, to_solar

NOTES = (
    (28, "با مدیر مدرسه صحبت شد؛ امیرحسین از شنبه به کلاس برمی‌گردد و شهریه گرفته نمی‌شود."),
    (110, "مربی خیاطی گفت لیلا از بهترین‌های کلاس است و پایان ماه آزمون دارد."),
    (300, "صاحب‌خانه پذیرفت اجاره یک سال دیگر بالا نرود."),
    (446, "چرخ‌ها رسید و در اتاق پشتی نصب شد. فاکتورها در پرونده است."),
    (640, "یک مزون برای ماهی بیست مانتو قول کار داده است."),
    (930, "لیلا پیشنهاد داد به دو زن همسایه خیاطی یاد بدهد."),
)
SOON = (
    ("social-worker", "پرسیدن نسخه و دفترچهٔ بیمهٔ مادربزرگ", 0, True),
    ("volunteer", "کمک درسی ریاضی به امیرحسین", 0, False),
    ("social-worker", "پیگیری بیمهٔ تأمین اجتماعی لیلا", 5, False),
)
RETURNED = "قرارداد اجارهٔ تازه در پرونده نیست؛ لطفاً اسکن و پیوست شود."


def note_all(story: Story) -> None:
    """Store the notes of three years."""
    for number, text in NOTES:
        day = story.day(number)
        row = Note.objects.create(
            case_file=story.file, sealed=seal(text), about_on=day, made_by=story.worker, made_at=moment(day, 11)
        )
        index_words(KINDS.NOTE, row.pk, story.file, text, on=day)


def check_all(story: Story) -> None:
    """A file that came back with a comment and was put right, and one that the supervisor opens this month."""
    supervisor, month = story.staff["supervisor"], month_of(story.today)
    earlier = month_of(month - timedelta(days=70))
    Check.objects.create(
        case_file=story.file,
        supervisor=supervisor,
        month=earlier,
        found=Check.Found.RETURNED,
        comment=RETURNED,
        checked_at=moment(earlier + timedelta(days=9), 8),
        answer="قرارداد تازه گرفته و پیوست شد.",
        answered_at=moment(earlier + timedelta(days=13), 8),
        answered_by=story.worker,
    )
    Check.objects.create(case_file=story.file, supervisor=supervisor, month=month, sampled=False)


def today(story: Story) -> None:
    """What is to be done today: a visit by phone, and tasks of those who know the family."""
    CaseFile.objects.filter(pk=story.file.pk).update(
        worker=story.worker, aide=story.staff["volunteer"], next_visit_on=story.today
    )
    Visit.objects.filter(case_file=story.file, state=Visit.State.PLANNED).delete()
    Visit.objects.create(
        case_file=story.file,
        planned_on=story.today,
        order=1,
        visitor=story.worker,
        made_by=story.worker,
        made_at=story.at(992),
    )
    for who, title, ahead, urgent in SOON:
        due = story.today + timedelta(days=ahead)
        row = Task.objects.create(
            case_file=story.file,
            title=title,
            owner=story.staff[who],
            due_on=due,
            urgent=urgent,
            made_by=story.worker,
            made_at=story.at(994),
        )
        index_words(KINDS.TASK, row.pk, story.file, title, on=due)


def deliver(story: Story, others: list[CaseFile]) -> None:
    """The list of food baskets that are handed out today, and the one of next week that waits for approval."""
    families = [story.file, *others]
    for ahead, approved in ((0, True), (30, False)):
        on = story.today + timedelta(days=ahead)
        delivery = Delivery.objects.create(
            title=f"سبد غذایی {MONTHS_FA[to_solar(on)[1] - 1]}",
            centre=story.centre,
            kind=AidKind.objects.get(code="food"),
            worth=12_000_000,
            source="کمک‌های مردمی",
            on=on,
            state=Delivery.State.APPROVED if approved else Delivery.State.DRAFT,
            author=story.worker,
            approver=story.staff["centre-head"] if approved else None,
            made_at=story.at(990),
        )
        DeliveryLine.objects.bulk_create(
            DeliveryLine(delivery=delivery, case_file=file, code=code)
            for file, code in zip(families, new_codes(len(families)), strict=True)
        )
