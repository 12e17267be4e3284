"""Makes lists of centres and of case files as workbooks."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from django.core.files.base import File

from hamdeli.accounts.models import User
from hamdeli.jobs.asking import ask
from hamdeli.jobs.models import Job
from hamdeli.jobs.running import run
from hamdeli.persian.national_code import check_digit

CENTRE = {
    "کد مرکز": "10-101",
    "نام": "مرکز نیکوکاری یاس",
    "استان": "اصفهان",
    "شهرستان": "کاشان",
    "نوع": "تخصصی",
    "تخصص‌ها": "سلامت، اشتغال",
    "عرض جغرافیایی": 33.98,
    "طول جغرافیایی": 51.44,
    "ظرفیت": 60,
    "مجوز": "فعال",
}
FILE = {
    "کد پرونده": "1000000000001",
    "استان": "۱۰",
    "شهرستان": "1003",
    "عرض جغرافیایی": 33.97,
    "طول جغرافیایی": 51.43,
    "نیاز اصلی": "سلامت",
    "مرکز فعلی": None,
    "اولویت": 4,
    "تعداد اعضا": 3,
}
HEAD = {"نام سرپرست": "زهرا", "نام خانوادگی سرپرست": "احمدي", "کد ملی": "0013542419", "تاریخ تولد": "1360/02/31"}


def workbook(path: Path, rows: Sequence[Mapping[str, Any]], headings: Sequence[str] = ()) -> Path:
    """A workbook with the headings of the first row; a value that starts with = is a formula."""
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet()
    names = list(headings) or list(rows[0])
    page.write_row(0, 0, names)
    for number, row in enumerate(rows, 1):
        for position, name in enumerate(names):
            if row.get(name) is not None:
                page.write(number, position, row[name])
    book.close()
    return path


def national_code(number: int) -> str:
    """A sound national code for a number."""
    nine = f"{number:09}"
    return f"{nine}{check_digit(nine)}"


def preview(user: User, kind: str, path: Path) -> Job:
    """The preview of the list at `path`, as a job that has ended."""
    with path.open("rb") as file:
        return done(user, "list_preview", {"list": kind, "language": "en"}, {"upload": File(file, name=path.name)})


def store(user: User, seen: Job, *, leave_out: int = 0) -> Job:
    """The storing of a list that was previewed, as a job that has ended."""
    kind = seen.arguments["list"]
    return done(user, "list_store", {"list": kind, "language": "en", "preview": seen.pk, "leave_out": leave_out}, {})


def done(user: User, kind: str, arguments: dict[str, Any], files: dict[str, Any]) -> Job:
    """A job, asked for and run."""
    job = ask(kind=kind, asked_by=user, arguments=arguments, files=files)
    run.call(job.pk)
    job.refresh_from_db()
    return job
