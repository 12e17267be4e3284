"""`./run check`: the house checks, one after the other, and a table of what they found."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from traceback import format_exception

from tests.support.ceilings import ROOT, faults_of_ceilings
from tests.support.documented import faults_of_documents, faults_of_vendored
from tests.support.migrations import faults_of_migrations
from tests.support.words import faults_of_words

BIN = Path(sys.executable).parent
PYTHON_SOURCES = ["hamdeli", "tests", "benchmarks", "scripts"]
SHOWN = 40


def tool(*command: str) -> Iterator[str]:
    """Run a tool and yield what it says when it is not content."""
    with tempfile.TemporaryDirectory(prefix="hamdeli-check-") as folder:
        environment = {**os.environ, "HAMDELI_VAR": folder, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", "COLUMNS": "140"}
        environment.pop("DATABASE_URL", None)
        done = subprocess.run(
            [str(BIN / command[0]), *command[1:]],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        said = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
        yield from said or [f"{command[0]} ended with {done.returncode}"]


def form() -> Iterator[str]:
    """Formatting and lint."""
    yield from tool("ruff", "format", "--check", "--quiet", "--output-format=concise", *PYTHON_SOURCES, "run")
    yield from tool("ruff", "check", "--quiet", "--output-format=concise", *PYTHON_SOURCES, "run")


def types() -> Iterator[str]:
    """Types, strictly."""
    return tool("mypy", *PYTHON_SOURCES)


def floors() -> Iterator[str]:
    """Imports only downward. The foreign keys: tests/test_floors.py."""
    return tool("lint-imports", "--no-cache")


def templates() -> Iterator[str]:
    """Lint of the templates. Not their form: djlint breaks lines where white space is seen."""
    return tool("djlint", "hamdeli/desk/templates", "--lint", "--quiet")


def migrations() -> Iterator[str]:
    """Migrations: complete, named, one line, without application code."""
    yield from tool("python", "-m", "hamdeli.config.manage", "makemigrations", "--check", "--dry-run")
    yield from faults_of_migrations()


CHECKS: dict[str, Callable[[], Iterable[str]]] = {
    "form": form,
    "types": types,
    "floors": floors,
    "ceilings": faults_of_ceilings,
    "templates": templates,
    "migrations": migrations,
    "words": faults_of_words,
    "documents": faults_of_documents,
    "vendored": faults_of_vendored,
}


def faults_of(name: str) -> list[str]:
    """Return what a check finds; that it broke is a fault as well."""
    try:
        return list(CHECKS[name]())
    except Exception as broken:
        return [f"the check broke: {line}" for line in format_exception(broken, limit=-3)]


def run_check(name: str) -> tuple[bool, int, float]:
    """Run one check, print what it found, and return whether it holds, how many faults, and the seconds."""
    print(f"{name} ...", flush=True)
    begun = time.monotonic()
    faults = faults_of(name)
    for fault in faults[:SHOWN]:
        print(f"    {fault}")
    if len(faults) > SHOWN:
        print(f"    ... and {len(faults) - SHOWN} lines more (`./run check {name}` alone shows as many)")
    return not faults, len(faults), time.monotonic() - begun


def main(arguments: list[str]) -> int:
    """Run all checks, or those that are named."""
    unknown = [name for name in arguments if name not in CHECKS]
    if unknown:
        print(f"No such check: {', '.join(unknown)}. There are: {', '.join(CHECKS)}.", file=sys.stderr)
        return 2
    results = {name: run_check(name) for name in arguments or CHECKS}
    print("\n== House checks (وارسی‌های خانه) ==")
    for name, (good, count, seconds) in results.items():
        print(f"  {'ok  ' if good else 'FAIL'} {name:11} {'' if good else f'{count:4} lines':11} {seconds:5.1f} s")
    return 0 if all(good for good, *_ in results.values()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
