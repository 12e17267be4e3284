"""What the import benchmark does in processes of its own: `prepare FOLDER`, then `work FOLDER`, which prints JSON.

The list is that of a province: 22,485 files with heads and national codes, of which 16,061 are carried by 421 centres.
"""

import json
import random
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import django
import xlsxwriter
from django.core.files.base import File
from django.core.management import call_command
from django.utils import timezone

django.setup()

from hamdeli.accounts.models import Post, User  # noqa: E402 - the models exist only now
from hamdeli.accounts.roles import Role  # noqa: E402
from hamdeli.casework.models import CaseFile  # noqa: E402
from hamdeli.centres.models import Centre  # noqa: E402
from hamdeli.delegation.handing_over import hand_over  # noqa: E402
from hamdeli.delegation.models import Mandate  # noqa: E402
from hamdeli.jobs.asking import ask  # noqa: E402
from hamdeli.jobs.models import Job  # noqa: E402
from hamdeli.jobs.progress import Progress, beating  # noqa: E402
from hamdeli.jobs.running import end, outcome_of  # noqa: E402
from hamdeli.persian.calendar import format_date  # noqa: E402
from hamdeli.persian.letters import fold  # noqa: E402
from hamdeli.persian.national_code import check_digit  # noqa: E402
from hamdeli.places.loading import load_places  # noqa: E402
from hamdeli.places.models import Place  # noqa: E402

FILES, CARRIED, CENTRES, SEED = 22_485, 16_061, 421, 1399
PROVINCE, DEPUTY = "10", "deputy"
GIVEN = ["زهرا", "فاطمه", "مریم", "معصومه", "صدیقه", "کبری", "علی", "حسن", "حسین", "محمد", "رضا", "اکبر"]
FAMILY = ["احمدی", "حسینی", "موسوی", "کریمی", "رضایی", "جعفری", "صادقی", "نوری", "قاسمی", "یزدانی", "بهرامی", "کاشانی"]
NEEDS = ["عمومی", "عمومی", "عمومی", "اشتغال", "آموزش", "سلامت", "مددکاری"]
HEADINGS = (
    *("کد پرونده", "استان", "شهرستان", "عرض جغرافیایی", "طول جغرافیایی", "نیاز اصلی", "مرکز فعلی", "اولویت"),
    *("تعداد اعضا", "نام سرپرست", "نام خانوادگی سرپرست", "کد ملی", "تاریخ تولد", "جنسیت", "علت حمایت"),
    "تاریخ تشکیل پرونده",
)


class Listening(Progress):
    """Progress that remembers the longest silence between two signs."""

    longest = 0.0
    last = 0.0

    def step(self, stage: str, done: int = 0, total: int = 0) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - (self.last or now))
        self.last = now
        super().step(stage, done, total)


def prepare(folder: Path) -> None:
    call_command("migrate", verbosity=0)
    load_places()
    rng = random.Random(SEED)
    province = Place.objects.get(code=PROVINCE)
    counties = list(Place.objects.filter(parent=province, kind="county").order_by("code"))
    deputy = User.objects.create_user(username=DEPUTY, password="a long word for nobody")
    Post.objects.create(user=deputy, role=Role.SUPPORT_DEPUTY, place=province)
    Centre.objects.bulk_create(centre(number, rng.choice(counties)) for number in range(CENTRES))
    write_list(folder / "files.xlsx", rng, counties)


def centre(number: int, county: Place) -> Centre:
    name = f"مرکز نیکوکاری {number}"
    return Centre(
        code=f"{PROVINCE}-{number:04}",
        name=name,
        name_folded=fold(name),
        province_id=county.parent_id or 0,
        county=county,
        kind="neighbourhood",
        latitude=county.latitude or 0,
        longitude=county.longitude or 0,
        capacity=FILES // CENTRES + 8,
    )


def write_list(path: Path, rng: random.Random, counties: list[Place]) -> None:
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    page = book.add_worksheet()
    page.write_row(0, 0, HEADINGS)
    for number in range(FILES):
        page.write_row(number + 1, 0, row(number, rng, rng.choice(counties)))
    book.close()


def row(number: int, rng: random.Random, county: Place) -> list[Any]:
    nine = f"{120_000_000 + number:09}"
    return [
        f"{10**12 + number}",
        "اصفهان",
        county.code,
        round((county.latitude or 0) + rng.uniform(-0.02, 0.02), 6),
        round((county.longitude or 0) + rng.uniform(-0.02, 0.02), 6),
        rng.choice(NEEDS),
        f"{PROVINCE}-{number % CENTRES:04}" if number < CARRIED else "",
        rng.randint(1, 5),
        rng.randint(1, 8),
        rng.choice(GIVEN),
        f"{rng.choice(FAMILY)} {rng.choice(FAMILY)}",
        f"{nine}{check_digit(nine)}",
        format_date(date(1940, 1, 1) + timedelta(days=rng.randrange(22_000)), "fa"),
        rng.choice(("زن", "مرد")),
        "فوت سرپرست",
        format_date(date(2015, 1, 1) + timedelta(days=rng.randrange(3_600)), "fa"),
    ]


def work(folder: Path) -> None:
    deputy = User.objects.get(username=DEPUTY)
    told: dict[str, Any] = {}
    with (folder / "files.xlsx").open("rb") as file:
        seen = measured(told, "preview", deputy, {}, {"upload": File(file, name="files.xlsx")})
    measured(told, "store", deputy, {"preview": seen.pk, "leave_out": 0}, {})
    told["stored"], told["mandates"] = CaseFile.objects.count(), Mandate.objects.count()
    begun = time.perf_counter()
    hand_over(
        lines=waiting(),
        actor=deputy.actor,
        made_by=deputy,
        province=Place.objects.get(code=PROVINCE),
        at=timezone.now(),
    )
    told["hand_over_rest"] = time.perf_counter() - begun
    print(json.dumps(told))


def waiting() -> list[tuple[int, int]]:
    centres = list(Centre.objects.order_by("code").values_list("pk", flat=True))
    files = CaseFile.objects.waiting().order_by("code").values_list("pk", flat=True)
    return [(file, centres[(CARRIED + number) % CENTRES]) for number, file in enumerate(files)]


def measured(told: dict[str, Any], name: str, deputy: User, more: dict[str, Any], files: dict[str, Any]) -> Job:
    job = ask(kind=f"list_{name}", asked_by=deputy, arguments={"list": "files", "language": "fa", **more}, files=files)
    Job.objects.filter(pk=job.pk).update(state="running")
    begun, processor = time.perf_counter(), time.process_time()
    with beating(Listening(job.pk)) as progress:
        assert isinstance(progress, Listening)
        progress.step("")
        state, fault, result = outcome_of(job, progress)
        progress.step("")
        end(job, state, fault, result)
    told[f"{name}_seconds"] = time.perf_counter() - begun
    told[f"{name}_processor"] = time.process_time() - processor
    told[f"{name}_silence"] = progress.longest
    told[f"{name}_counts"] = result.get("counts")
    if state != Job.State.DONE:
        raise SystemExit(f"{name}: {state} {fault} {result}")
    return job


if __name__ == "__main__":
    {"prepare": prepare, "work": work}[sys.argv[1]](Path(sys.argv[2]))
