"""Each package, command, setting and kind of job is named in the documents; each vendored file is in its table."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from typing import Any

from tests.support.ceilings import ROOT

SETTING = re.compile(r"""env\.\w+\(\s*["'](\w+)["']|environ(?:\.get\(|\[)\s*["'](\w+)["']|secret\(["'](\w+)["']\)""")
VENDORED = ROOT / "hamdeli" / "desk" / "static" / "vendor"


def documents(root: Path = ROOT) -> str:
    """Return the text of all documents."""
    return "\n".join(path.read_text(encoding="utf-8") for path in [*root.glob("*.md"), *(root / "docs").rglob("*.md")])


def packages() -> list[str]:
    """Return the names of our packages."""
    return sorted(path.parent.name for path in (ROOT / "hamdeli").glob("*/__init__.py"))


def run_script() -> Any:
    """Return `run` as a module."""
    loader = SourceFileLoader("run_script", str(ROOT / "run"))
    spec = spec_from_loader("run_script", loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


def commands() -> list[str]:
    """Return the words that `./run` knows and the commands of Django that are ours."""
    ours = [path.stem for path in (ROOT / "hamdeli").glob("*/management/commands/*.py") if path.stem != "__init__"]
    return sorted({*(f"./run {name}" for name in run_script().COMMANDS), *(f"./run manage {name}" for name in ours)})


def settings_read() -> list[str]:
    """Return the environment variables that the code reads."""
    found = set()
    for path in (ROOT / "hamdeli").rglob("*.py"):
        for plain, mapped, secret in SETTING.findall(path.read_text(encoding="utf-8")):
            found.add(plain or mapped or f"HAMDELI_{secret}")
    return sorted(found - {"DJANGO_SETTINGS_MODULE", "PATH"})


def jobs() -> list[str]:
    """Return the kinds of long work, as the settings file names them."""
    text = (ROOT / "hamdeli" / "config" / "settings.py").read_text(encoding="utf-8")
    table = text[text.index("JOBS: dict") :]
    return sorted(re.findall(r'^    "([a-z_.]+)": "', table[: table.index("}")], re.MULTILINE))


def unnamed(kind: str, names: Iterable[str], text: str) -> Iterator[str]:
    """Yield a sentence for each name that stands nowhere in `text` as a word of its own."""
    for name in names:
        if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text):
            yield f"{kind} {name} is named in no document"


def faults_of_documents() -> Iterator[str]:
    """Yield what no document names."""
    text = documents()
    yield from unnamed("the package", (f"`{name}`" for name in packages()), text)
    yield from unnamed("the command", commands(), text)
    yield from unnamed("the setting", settings_read(), text)
    yield from unnamed("the kind of job", jobs(), text)


def vendored_table(text: str) -> dict[str, str]:
    """Return the digest of each file, by its path, from the table of vendored files."""
    rows = [[cell.strip().strip("`") for cell in line.split("|")] for line in text.splitlines() if line.count("|") == 6]
    return {row[4]: row[5] for row in rows if len(row[5]) == 128}


def faults_of_vendored(folder: Path = VENDORED, table: dict[str, str] | None = None) -> Iterator[str]:
    """Yield each vendored file that is missing, changed, or in no row of the table."""
    if table is None:
        table = vendored_table((ROOT / "docs" / "vendored.md").read_text(encoding="utf-8"))
    if not table:
        yield "docs/vendored.md has no rows"
    there = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    yield from (f"{name} is in no row of docs/vendored.md" for name in sorted(there.keys() - table))
    for name, digest in table.items():
        if name not in there:
            yield f"{name} is missing"
        elif hashlib.sha512(there[name].read_bytes()).hexdigest() != digest:
            yield f"{name} was changed"
