"""What the command takes, in both languages."""

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from hamdeli.config.allocate.words import ENGLISH, PERSIAN, Words

HELP = """\
./run allocate CENTRES FILES OUT.xlsx [--policy POLICY.toml] [--json REPORT.json] [--language fa|en]

Who should carry which case file: the plan with the least total cost, proved optimal, from two spreadsheets (XLSX or
CSV), without the site and without a database. Costs are metres and what weighs as much as metres.

  CENTRES        code, name, province, county, kind, specialities, latitude, longitude, capacity, licence
  FILES          code, province, county, latitude, longitude, need, carried by, priority, members
  OUT.xlsx       the plan with the reason of each row, the centres, the figures, who found no place, the proof
  --policy       weights and ceilings as TOML (docs/allocate.md); what is not named keeps its default
  --json         the same as JSON, for scripts
  --language     of the workbook and of what is printed: fa (the default) or en

Exit codes: 0 proved optimal; 1 rows with faults, marked in OUT.faults.xlsx, no plan; 2 arguments or a file that
cannot be used; 3 more files than places: the plan is written and says how many are missing and where; 4 the plan is
written but its optimality could not be proved.

کدام مرکز کدام پرونده را بر عهده بگیرد: برنامه‌ای با کمترین هزینه‌ی کل و همراه با اثبات بهینگی، از روی دو فهرست
(XLSX یا CSV)، بدون سایت و بدون پایگاه داده. هزینه‌ها به متر و هم‌ارز متر است.

  CENTRES        کد مرکز، نام، استان، شهرستان، نوع، تخصص‌ها، عرض جغرافیایی، طول جغرافیایی، ظرفیت، مجوز
  FILES          کد پرونده، استان، شهرستان، عرض جغرافیایی، طول جغرافیایی، نیاز اصلی، مرکز فعلی، اولویت، تعداد اعضا
  OUT.xlsx       برنامه با دلیل هر ردیف، مراکز، شاخص‌ها، پرونده‌های بدون جا، گواهی بهینگی
  --policy       وزن‌ها و سقف‌ها به صورت TOML (docs/allocate.md)؛ هر چه نیاید مقدار پیش‌فرض خود را دارد
  --json         همین‌ها به صورت JSON برای برنامه‌ها
  --language     زبان کارپوشه و پیام‌ها: fa (پیش‌فرض) یا en

کد خروج: ۰ بهینگی اثبات شد؛ ۱ ردیف‌های نادرست (در OUT.faults.xlsx نشان شده‌اند) و بدون برنامه؛ ۲ ورودی یا فایل
نامناسب؛ ۳ پرونده‌ها بیش از جاها: برنامه نوشته می‌شود و می‌گوید چند جا و کجا کم است؛ ۴ برنامه نوشته شد ولی بهینگی
آن اثبات نشد.
"""


@dataclass(frozen=True)
class Arguments:
    """What the user asked for."""

    centres: Path
    files: Path
    out: Path
    policy: Path | None
    report: Path | None
    words: Words


class Parser(argparse.ArgumentParser):
    """Says what is wrong in both languages, and ends with 2."""

    def format_help(self) -> str:
        """Return the help in both languages."""
        return HELP

    def error(self, message: str) -> NoReturn:
        """Refuse the arguments."""
        self.exit(2, f"./run allocate: {message}\nفرمان درست نوشته نشده است؛ راهنما: ./run allocate --help\n")


def parse(arguments: list[str]) -> Arguments:
    """Read the command line; ends the program with 2 where it cannot be used."""
    parser = Parser("./run allocate")
    parser.add_argument("centres", type=Path, metavar="CENTRES")
    parser.add_argument("files", type=Path, metavar="FILES")
    parser.add_argument("out", type=Path, metavar="OUT.xlsx")
    parser.add_argument("--policy", type=Path)
    parser.add_argument("--json", type=Path, dest="report")
    parser.add_argument("--language", choices=["fa", "en"], default="fa")
    given = parser.parse_args(arguments)
    check_targets(parser, given)
    words = PERSIAN if given.language == "fa" else ENGLISH
    return Arguments(given.centres, given.files, given.out, given.policy, given.report, words)


def check_targets(parser: Parser, given: argparse.Namespace) -> None:
    """Refuse targets that cannot be written, before anything is computed."""
    if given.out.suffix.lower() != ".xlsx":
        parser.error(f"OUT must end in .xlsx: {given.out}")
    for target in (given.out, given.report):
        if target is not None and not target.absolute().parent.is_dir():
            parser.error(f"there is no such folder: {target.absolute().parent}")
        if target is not None and target.absolute() in (given.centres.absolute(), given.files.absolute()):
            parser.error(f"this would overwrite a list: {target}")
