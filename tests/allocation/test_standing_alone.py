"""A library of its own: no Django, nothing compiled at import, nothing of the rest of the house."""

import subprocess
import sys

BLOCK = """
import sys

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("django", "ortools") or (
            name.startswith("hamdeli.") and not name.startswith("hamdeli.allocation")
        ):
            raise ImportError(name)

sys.meta_path.insert(0, Refuse())
"""


def _run(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", BLOCK + code], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_package_alone_loads_no_compiler() -> None:
    assert _run("import hamdeli.allocation, sys\nprint('numba' in sys.modules)") == "False"


def test_it_solves_without_django() -> None:
    code = """
from hamdeli.allocation.warming import sample
from hamdeli.allocation.solving import solve
import hamdeli.allocation.inserting, hamdeli.allocation.explaining, hamdeli.allocation.figuring
import hamdeli.allocation.shortage, hamdeli.allocation.baselines, hamdeli.allocation.reference
solution = solve(sample())
print(solution.certificate.optimal, "django" in sys.modules)
"""
    assert _run(code) == "True False"
