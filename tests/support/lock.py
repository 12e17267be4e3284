"""`./run lock`: write the locked parts from `requirements.in` and `requirements-dev.in`. Needs `uv` on the path."""

import shutil
import subprocess
import sys

from tests.support.ceilings import ROOT

OPTIONS = [
    "--universal",
    "--python-version",
    "3.11",
    "--generate-hashes",
    "--no-header",
    "--no-emit-index-url",
    "--quiet",
]


def main() -> int:
    """Lock both lists, hashes included, without the address of any registry."""
    if shutil.which("uv") is None:
        print("./run lock needs `uv` (https://docs.astral.sh/uv/)", file=sys.stderr)
        return 2
    for name in ("requirements", "requirements-dev"):
        print(f"{name}.lock ...", flush=True)
        subprocess.run(["uv", "pip", "compile", *OPTIONS, f"{name}.in", "-o", f"{name}.lock"], cwd=ROOT, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
