"""Migrations are named, linear, and import nothing of the application: what it does today is not what it did then."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.support.ceilings import ROOT

OURS = "hamdeli"
NAMELESS = ("auto", "migration", "custom")


def folders(root: Path = ROOT / "hamdeli") -> Iterator[Path]:
    """Yield the folders of migrations."""
    yield from sorted(root.rglob("migrations"))


def faults_in(folder: Path) -> Iterator[str]:
    """Yield what is wrong with one package's migrations."""
    files = sorted(path for path in folder.glob("*.py") if path.name != "__init__.py")
    for number, path in enumerate(files, start=1):
        where = f"{folder.parent.name}/{path.name}"
        if not path.name.startswith(f"{number:04}_"):
            yield f"{where}: the numbers are not one line"
        if any(word in path.stem.split("_") for word in NAMELESS):
            yield f"{where}: name it for what it does"
        tree = ast.parse(path.read_text(encoding="utf-8"))
        yield from (f"{where}: imports {name}" for name in imports(tree) if name.split(".")[0] == OURS)


def imports(tree: ast.Module) -> Iterator[str]:
    """Yield the modules that a file imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def faults_of_migrations() -> Iterator[str]:
    """Yield what is wrong with any migration."""
    for folder in folders():
        yield from faults_in(folder)
