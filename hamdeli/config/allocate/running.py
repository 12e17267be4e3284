"""From two lists to a plan: read, refuse or pose, solve, write."""

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from hamdeli.allocation.faults import AllocationFault, PolicyFault
from hamdeli.allocation.policy import Policy
from hamdeli.allocation.solving import solve
from hamdeli.config.allocate.arguments import Arguments
from hamdeli.config.allocate.columns import CENTRES, FILES
from hamdeli.config.allocate.outcome import Outcome
from hamdeli.config.allocate.posing import pose
from hamdeli.config.allocate.progress import Bar
from hamdeli.config.allocate.reading import Listing, Lists, check_carriers, read_listing
from hamdeli.config.allocate.refusing import first_lines, write_faults
from hamdeli.config.allocate.reporting import report, write_report
from hamdeli.config.allocate.sentences import file_sentence
from hamdeli.config.allocate.unplaced_rows import told
from hamdeli.config.allocate.words import ENGLISH, PERSIAN
from hamdeli.config.allocate.words import gettext_noop as _
from hamdeli.config.allocate.workbook import write_plan
from hamdeli.sheets.columns import Column
from hamdeli.sheets.faults import SheetFault

PROVED, FAULTY, UNUSABLE, TOO_FEW_PLACES, NOT_PROVED = range(5)


class Unusable(Exception):
    """Something that cannot be used at all: its sentences in both languages."""

    def __init__(self, *sentences: str) -> None:
        super().__init__("\n".join(sentences))


def run(given: Arguments) -> int:
    """Do what was asked for and return the exit code."""
    try:
        policy = read_policy(given.policy)
        bar = Bar(given.words)
        lists = read_lists(given, bar)
        if lists.faulty:
            return refuse(lists, given)
        return allocate(lists, policy, given, bar)
    except Unusable as fault:
        print(fault, file=sys.stderr)
        return UNUSABLE


def read_policy(path: Path | None) -> Policy:
    """Read the policy, or return the default one."""
    if path is None:
        return Policy()
    try:
        return Policy.from_toml(path)
    except (OSError, PolicyFault) as fault:
        texts = [words(_("The policy cannot be used: %(why)s"), why=fault) for words in (ENGLISH, PERSIAN)]
        raise Unusable(*texts) from fault


def read_lists(given: Arguments, bar: Bar) -> Lists:
    """Read both lists with everything that is wrong in their rows."""
    centres = read_one(given.centres, CENTRES, "read_centres", bar)
    files = read_one(given.files, FILES, "read_files", bar)
    check_carriers(files, {row.values["code"] for row in centres.rows})
    bar.close()
    return Lists(centres, files)


def read_one(path: Path, columns: Sequence[Column], stage: str, bar: Bar) -> Listing:
    """Read one list; raises Unusable where the file as a whole cannot be used."""
    bar(stage)
    try:
        return read_listing(path, columns, lambda count: bar.rows(stage, count))
    except SheetFault as fault:
        bar.close()
        texts = [file_sentence(words, fault.code, fault.params, columns) for words in (ENGLISH, PERSIAN)]
        raise Unusable(*(f"{path}: {text}" for text in texts)) from fault


def refuse(lists: Lists, given: Arguments) -> int:
    """Say what is wrong with the rows and mark it in a workbook; no plan is made."""
    path = write_faults(lists, given.out, given.words)
    print("\n".join([*first_lines(lists), str(path)]), file=sys.stderr)
    return FAULTY


def allocate(lists: Lists, policy: Policy, given: Arguments, bar: Bar) -> int:
    """Solve, write the workbook and the report, and say what came of it."""
    begun = time.monotonic()
    try:
        problem = pose(lists, policy)
    except AllocationFault as fault:
        raise Unusable(str(fault)) from fault
    solution = solve(problem, progress=bar)
    outcome = Outcome(lists, problem, solution, given.words)
    bar("write")
    seconds = {**bar.seconds, **solution.seconds}
    write_plan(given.out, outcome, seconds)
    bar.close()
    if given.report is not None:
        total = {**bar.seconds, "total": time.monotonic() - begun}
        write_report(given.report, report(lists, problem, solution, total))
    print("\n".join(summary(outcome, given.out)))
    return code_of(outcome)


def code_of(outcome: Outcome) -> int:
    """Return the exit code of a plan that was written."""
    if not outcome.solution.certificate.optimal:
        return NOT_PROVED
    return TOO_FEW_PLACES if outcome.shortage.missing else PROVED


def summary(outcome: Outcome, out: Path) -> list[str]:
    """Return what came of it, in the reader's language."""
    words, told_now = outcome.words, outcome.figures
    proof = words("Proved optimal.") if outcome.solution.certificate.optimal else words("NOT proved optimal.")
    return [
        words(
            "%(placed)s of %(files)s files have a centre; mean distance %(mean)s km (nearest first: %(nearest)s km).",
            placed=told_now.placed,
            files=len(outcome.files),
            mean=words.kilometres(told_now.mean_distance_all),
            nearest=words.kilometres(outcome.nearest.mean_distance_all),
        ),
        words(
            "Total cost %(cost)s km, nearest first %(nearest)s km. %(proof)s",
            cost=words.kilometres(told_now.cost),
            nearest=words.kilometres(outcome.nearest.cost),
            proof=proof,
        ),
        told(outcome),
        str(out),
    ]
