"""Tasks of the lively centre's workers: some overdue, some for today, some for this week, many done."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from hamdeli.casework.models import CaseFile, Task, Visit
from hamdeli.config.demo.calendar_of_work import moment
from hamdeli.config.demo.seeds import Chance

TITLES = (
    "تماس برای پیگیری دارو",
    "گرفتن رونوشت قرارداد اجاره",
    "هماهنگی با مدیر مدرسه",
    "معرفی‌نامهٔ بیمه",
    "پیگیری نوبت کمیسیون پزشکی",
    "تحویل لوازم تحریر",
    "بررسی قبض‌های پرداخت‌نشده",
    "هماهنگی جلسهٔ مشاوره",
)
AHEAD = (-9, -4, -2, -1, 0, 0, 0, 1, 2, 3, 5, 6, 12, 20)
VISITS_AHEAD = (0, 0, 0, 0, 1, 1, 2, 3, 5)


def store_tasks(files: Sequence[CaseFile], workers: set[int], today: date, chance: Chance) -> None:
    """Give these workers something to do with the first of their files, and visits planned for the next days."""
    now = moment(today, 4)
    planned: set[int] = set()
    for worker in sorted(workers):
        theirs = [file for file in files if worker in (file.worker_id, file.aide_id)]
        Task.objects.bulk_create(
            task(file, worker, today + timedelta(days=ahead), TITLES[number % len(TITLES)], now, urgent=number % 5 == 0)
            for number, (file, ahead) in enumerate(zip(theirs, AHEAD, strict=False))
        )
        free = [file for file in theirs[len(AHEAD) :] or theirs if file.pk not in planned]
        planned.update(file.pk for file in free[: len(VISITS_AHEAD)])
        Visit.objects.bulk_create(
            Visit(
                case_file=file,
                planned_on=today + timedelta(days=ahead),
                visitor_id=worker,
                supervisor_id=file.worker_id if worker != file.worker_id else None,
                made_by_id=worker,
                made_at=now - timedelta(days=int(chance.integers(3, 12))),
            )
            for file, ahead in zip(free, VISITS_AHEAD, strict=False)
        )


def task(file: CaseFile, owner: int, due: date, title: str, now: datetime, *, urgent: bool) -> Task:
    """Return one open task, unsaved."""
    return Task(
        case_file=file,
        title=title,
        owner_id=owner,
        due_on=due,
        urgent=urgent,
        made_by_id=owner,
        made_at=now - timedelta(days=14),
    )
