"""Ports of this machine."""

import socket
import time
import urllib.error
import urllib.request
from collections.abc import Callable

TRIED = 20


def is_free(host: str, port: int) -> bool:
    """Whether nobody listens there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def first_free(host: str, port: int) -> int | None:
    """The first free port from `port` on, among twenty; None when all are taken."""
    return next((each for each in range(port, port + TRIED) if is_free(host, each)), None)


def answers(url: str) -> bool:
    """Whether the site answers there with 200."""
    try:
        with urllib.request.urlopen(url, timeout=5) as reply:  # noqa: S310
            return bool(reply.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def wait_until(ready: Callable[[], bool], seconds: float, between: float = 0.2) -> bool:
    """Wait until `ready`, at most `seconds`; say whether it came."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if ready():
            return True
        time.sleep(between)
    return False
