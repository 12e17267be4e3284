"""The ceilings of the house: how long a file, a function and a template may be. Statements and complexity: ruff."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FILE_LINES = 400
TEST_FILE_LINES = 500
TEMPLATE_LINES = 120
FUNCTION_LINES = 40
OURS = ("hamdeli", "tests", "benchmarks", "scripts")
MADE = {"vendor", "migrations"}
"""Folders of files that others wrote, or that Django writes for us."""
SUFFIXES = {".py", ".html", ".css", ".js"}


def sources(root: Path = ROOT) -> Iterator[Path]:
    """Yield every file that somebody of us wrote."""
    yield root / "run"
    for folder in OURS:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in SUFFIXES and not MADE.intersection(path.parts):
                yield path


def ceiling(path: Path) -> int:
    """Return how many lines `path` may have."""
    if path.suffix == ".html":
        return TEMPLATE_LINES
    return TEST_FILE_LINES if path.name.startswith("test_") else FILE_LINES


def too_long(paths: Iterable[Path]) -> Iterator[str]:
    """Yield a sentence for each file and function above its ceiling."""
    for path in paths:
        text = path.read_text(encoding="utf-8")
        lines = len(text.splitlines())
        if lines > ceiling(path):
            yield f"{path}: {lines} lines, at most {ceiling(path)}"
        if path.suffix in (".py", ""):
            yield from long_functions(path, text)


def long_functions(path: Path, text: str) -> Iterator[str]:
    """Yield a sentence for each function with too many lines."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > FUNCTION_LINES:
                yield f"{path}:{node.lineno}: {node.name} has {lines} lines, at most {FUNCTION_LINES}"


def faults_of_ceilings() -> Iterator[str]:
    """Yield everything in the project that is above its ceiling."""
    return too_long(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path for path in sources())
