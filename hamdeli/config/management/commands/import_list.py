"""`./run import centres|files|neighbourhoods FILE --as USER`: a list without the pages."""

import hashlib
import sys
import uuid
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import override

from hamdeli.accounts.models import User
from hamdeli.config.demo.bar import Bar
from hamdeli.config.environment import terminal_language
from hamdeli.delegation.taking_over import LISTINGS
from hamdeli.jobs.lists.judging import Fate, Listing
from hamdeli.jobs.lists.marking import write_faults
from hamdeli.jobs.lists.running import Tally, look_through, take_in
from hamdeli.jobs.lists.sentences import file_sentence, heading, sentence
from hamdeli.jobs.progress import Progress
from hamdeli.jobs.running import JobFault
from hamdeli.persian.digits import grouped, in_language

SOUND, FAULTS, UNUSABLE = 0, 1, 2
SHOWN = 10
HELP = """\
Look at a list of centres, case files or neighbourhoods (XLSX or CSV), say what storing it would do, and store it with
--store.
Exit codes: 0 all is well, 1 there are faulty rows, 2 the file or the arguments cannot be used.

فهرست مراکز، پرونده‌ها یا محله‌ها (XLSX یا CSV) را بررسی می‌کند، می‌گوید ذخیره آن چه می‌کند و با ‎--store آن را ذخیره می‌کند.
کدهای خروج: ۰ همه چیز درست است، ۱ ردیف نادرست هست، ۲ فایل یا آرگومان‌ها قابل استفاده نیست.
"""


class Telling(Progress):
    """Progress on a terminal: a bar there, plain lines elsewhere."""

    def __init__(self, bar: Bar) -> None:
        super().__init__()
        self._bar = bar

    def step(self, stage: str, done: int = 0, total: int = 0) -> None:
        """Say where the work is."""
        self._bar(stage, done, total)


class Command(BaseCommand):
    """Bring a list from the command line."""

    help = HELP
    requires_system_checks: list[str] = []

    def create_parser(self, prog_name: str, subcommand: str, **more: Any) -> Any:
        """Return the parser; the help keeps its lines."""
        return super().create_parser(prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **more)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what the command takes."""
        parser.prog = "./run import"
        parser.add_argument(
            "kind", choices=sorted(LISTINGS), help="centres: مراکز, files: پرونده‌ها, neighbourhoods: محله‌ها"
        )
        parser.add_argument("file", type=Path, help="XLSX or CSV")
        parser.add_argument("--as", dest="user", required=True, help="sign-in name of who brings it (نام کاربری)")
        parser.add_argument("--store", action="store_true", help="store it (ذخیره)")
        parser.add_argument("--leave-out", action="store_true", help="store the sound rows only (بدون ردیف‌های نادرست)")
        parser.add_argument(
            "--faults", type=Path, metavar="OUT.xlsx", help="write the list with its faults marked here"
        )
        parser.add_argument("--language", choices=["fa", "en"], default=terminal_language(), help="زبان پیام‌ها")

    def handle(self, *arguments: Any, **asked: Any) -> None:
        """Look, say, store, and leave with the code that tells how it went."""
        with override(asked["language"]):
            code = self.bring(asked)
        if code:
            sys.exit(code)

    def bring(self, asked: dict[str, Any]) -> int:
        """Return the exit code."""
        user = User.objects.filter(username=asked["user"], is_active=True).first()
        listing = LISTINGS[asked["kind"]](user) if user else None
        if user is None or listing is None or not user.has(listing.right):
            return self.refuse(_("There is no user of this name who may bring this list."))
        if not asked["file"].is_file():
            return self.refuse(_("There is no such file: %(path)s") % {"path": asked["file"]})
        bar = Bar(sys.stderr)
        try:
            tally = look_through(listing, asked["file"], Telling(bar))
            bar.close()
            self.tell(tally, listing, asked)
            if not asked["store"]:
                return FAULTS if tally.faults else SOUND
            return self.store(LISTINGS[asked["kind"]](user), user, tally, asked, bar)
        except JobFault as fault:
            bar.close()
            return self.refuse(file_sentence(fault.code, fault.params, listing.columns), fault.code)

    def store(self, listing: Listing, user: User, tally: Tally, asked: dict[str, Any], bar: Bar) -> int:
        """Store the list and return the exit code."""
        faulty = tally.counts[Fate.FAULTY]
        outcome = take_in(
            listing,
            asked["file"],
            Telling(bar),
            actor=user.actor,
            key=uuid.uuid4().hex,
            digest=hashlib.sha256(asked["file"].read_bytes()).hexdigest(),
            leave_out=faulty if asked["leave_out"] else 0,
        )
        bar.close()
        self.stdout.write(_("Stored.") + " " + told_counts(outcome["counts"], asked["language"]))
        return FAULTS if outcome["counts"][Fate.FAULTY] else SOUND

    def tell(self, tally: Tally, listing: Listing, asked: dict[str, Any]) -> None:
        """Print what the list would do and its first faults; write the marked copy where it is asked for."""
        self.stdout.write(told_counts(tally.counts, asked["language"]))
        if tally.unknown:
            self.stdout.write(_("Columns that nobody knows were left alone") + ": " + "، ".join(tally.unknown))
        for number, faults in list(tally.faults.items())[:SHOWN]:
            for fault in faults:
                words = {
                    "row": number,
                    "column": heading(fault.column, listing.columns),
                    "why": sentence(fault.code, fault.params),
                }
                line = _("row %(row)s, %(column)s: %(why)s") % words
                self.stdout.write(f"  {in_language(line, asked['language'])}")
        if asked["faults"] and tally.faults:
            write_faults(asked["file"], tally, asked["faults"], asked["language"])
            self.stdout.write(_("The list with its faults marked: %(path)s") % {"path": asked["faults"]})

    def refuse(self, why: str, code: str = "") -> int:
        """Print why nothing was done, and return the exit code."""
        self.stderr.write(why)
        return FAULTS if code in ("rows_faulty", "more_faults") else UNUSABLE


def told_counts(counts: dict[str, int], language: str) -> str:
    """Return how many rows have which fate, as a sentence."""
    words = {fate: grouped(count, language) for fate, count in counts.items()}
    return _("%(created)s created, %(changed)s changed, %(unchanged)s left alone, %(faulty)s faulty.") % words
