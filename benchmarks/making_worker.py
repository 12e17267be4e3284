"""Inside the environment of a world: one worker with many files, and what a year of work leaves with them."""

import json
import random
import string
import sys
from datetime import timedelta
from typing import Any

from django.utils import timezone

from benchmarks.making_world import PROVINCE, fill, session_of
from hamdeli.accounts.models import User
from hamdeli.casework.daily.words import KINDS, search_words
from hamdeli.casework.models import CaseFile, Check, Goal, Note, Plan, SearchWord, Step, Task, Visit
from hamdeli.centres.models import Centre
from hamdeli.jobs.statistics import refresh_statistics
from hamdeli.journal.sealing import seal

WORKER = "social-worker"
FILES = 640
CHECKED = 12
TITLES = ("گرفتن دفترچهٔ بیمه", "پیگیری نوبت پزشک", "گفت‌وگو با مدیر مدرسه", "گرفتن رونوشت اجاره‌نامه")
NOTE = "مادر خانواده از کار تازهٔ خود در کارگاه خیاطی گفت؛ پسر بزرگ‌تر در امتحان نهایی پذیرفته شد."
TOKEN = string.ascii_letters + string.digits


def give(chance: random.Random) -> tuple[User, list[CaseFile]]:
    """Give the worker 640 files of their centre, as many of them from elsewhere as it lacks."""
    worker = User.objects.get(username=WORKER)
    centre = Centre.objects.get(code=worker.posts_now[0].centre_code)
    active = CaseFile.objects.filter(province__code=PROVINCE, state="active")
    theirs = [*active.filter(centre=centre).order_by("pk"), *active.exclude(centre=centre).order_by("pk")][:FILES]
    today = timezone.localdate()
    for file in theirs:
        file.centre, file.worker, file.aide = centre, worker, None
        file.next_visit_on = today + timedelta(days=chance.randint(-30, 150))
    CaseFile.objects.bulk_update(theirs, ["centre", "worker", "aide", "next_visit_on"], batch_size=500)
    return worker, theirs


def load(worker: User, files: list[CaseFile], chance: random.Random) -> dict[str, int]:
    """Store tasks, planned visits, notes, plans and checks; return the visit that is planned for each file."""
    now, today = timezone.now(), timezone.localdate()
    common: dict[str, Any] = {"made_by": worker, "made_at": now}
    Task.objects.bulk_create(
        Task(
            case_file=file,
            title=TITLES[at],
            owner=worker,
            due_on=today + timedelta(days=chance.randint(-25, 90)),
            urgent=not chance.randrange(8),
            **common,
        )
        for file in files
        for at in range(3)
    )
    notes = Note.objects.bulk_create(
        Note(case_file=file, sealed=seal(NOTE), about_on=today - timedelta(days=30 * at), **common)
        for file in files
        for at in range(4)
    )
    SearchWord.objects.bulk_create(
        [word for note in notes for word in search_words(KINDS.NOTE, note.pk, note.case_file, NOTE, on=note.about_on)],
        batch_size=2000,
    )
    plan(worker, files, chance)
    Check.objects.bulk_create(
        Check(
            case_file=file,
            supervisor=User.objects.get(username="supervisor"),
            month=today.replace(day=1),
            found="returned",
            comment="گام‌های برنامه تاریخ ندارند",
            checked_at=now,
        )
        for file in files[:CHECKED]
    )
    return planned_visits(worker, files, chance)


def planned_visits(worker: User, files: list[CaseFile], chance: random.Random) -> dict[str, int]:
    """Plan one visit for each file in the next weeks; return their primary keys by the file's code."""
    now, today = timezone.now(), timezone.localdate()
    Visit.objects.filter(case_file__in=files, state=Visit.State.PLANNED).delete()
    made = Visit.objects.bulk_create(
        Visit(
            case_file=file,
            visitor=worker,
            planned_on=today + timedelta(days=chance.randint(-10, 60)),
            made_by=worker,
            made_at=now,
        )
        for file in files
    )
    return {visit.case_file.code: visit.pk for visit in made}


def plan(worker: User, files: list[CaseFile], chance: random.Random) -> None:
    """Give each file that has none an open plan of three goals with three steps."""
    now, today = timezone.now(), timezone.localdate()
    have = set(Plan.objects.filter(case_file__in=files, state=Plan.State.OPEN).values_list("case_file", flat=True))
    plans = Plan.objects.bulk_create(
        Plan(
            case_file=file,
            begun_on=today - timedelta(days=200),
            until=today + timedelta(days=800),
            review_on=today + timedelta(days=90),
            made_by=worker,
            made_at=now,
        )
        for file in files
        if file.pk not in have
    )
    goals = Goal.objects.bulk_create(
        Goal(plan=each, need="employment", title="درآمد پایدار سرپرست") for each in plans for _at in range(3)
    )
    Step.objects.bulk_create(
        Step(
            goal=goal,
            number=at,
            title="گذراندن دورهٔ مهارت",
            who="worker",
            due_on=today + timedelta(days=chance.randint(-60, 400)),
        )
        for goal in goals
        for at in range(1, 4)
    )


def visit_forms(planned: dict[str, int], token: str) -> list[list[Any]]:
    """Return the address and the filled form of a visit to each family; each has a key of its own."""
    today = timezone.localdate()
    form = {
        "csrfmiddlewaretoken": token,
        "done_on": today.isoformat(),
        "facts": "خانه مرتب بود؛ سقف آشپزخانه نم داشت. مادر سر کار بود و دختر بزرگ‌تر از بچه‌ها نگهداری می‌کرد.",
        "opinion": "خانواده با برنامه پیش می‌رود.",
        "outcome": "continue",
        "reason": "continue.progress",
        "task_1": "پیگیری تعمیر سقف",
        "task_1_owner": WORKER,
        "task_1_due": (today + timedelta(days=14)).isoformat(),
    }
    return [
        [f"/files/{code}/visits/{visit}/form/", {**form, "idempotency_key": f"bench-{visit}"}]
        for code, visit in planned.items()
    ]


def tell(scale: float, seed: int) -> dict[str, Any]:
    """Make everything and return what there is."""
    fill(scale, seed)
    chance = random.Random(seed)
    worker, files = give(chance)
    planned = load(worker, files, chance)
    refresh_statistics()
    token = "".join(chance.choices(TOKEN, k=32))
    return {
        "cookie": f"{session_of(worker)}; hamdeli-csrf={token}",
        "files": CaseFile.objects.filter(province__code=PROVINCE).count(),
        "files of the worker": len(files),
        "pages": {"first page": ["/"], "file page": [f"/files/{file.code}/" for file in chance.sample(files, 60)]},
        "visits": visit_forms(planned, token),
    }


def main(arguments: list[str]) -> None:
    """Print it as the last line."""
    sys.stdout.write(json.dumps(tell(float(arguments[0]), int(arguments[1])), ensure_ascii=False) + "\n")
