"""Call `./run allocate` in this process: a new one would load the solver anew each time."""

import io
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass

from hamdeli.config.allocate.arguments import parse
from hamdeli.config.allocate.running import run


@dataclass(frozen=True)
class Done:
    """What the command said and how it ended."""

    returncode: int
    stdout: str
    stderr: str


def allocate(*arguments: object) -> Done:
    """Run the command."""
    out, told = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(told):
        try:
            code = run(parse([str(argument) for argument in arguments]))
        except SystemExit as end:
            code = int(end.code or 0)
    return Done(code, out.getvalue(), told.getvalue())
