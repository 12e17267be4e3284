"""Open-loop load: requests begin by the clock, whether or not the earlier ones were answered."""

import http.client
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from urllib.parse import urlsplit

TIMEOUT_SECONDS = 30
MOST_AT_ONCE = 64


@dataclass
class Answers:
    """What came back: seconds from the moment a request was due until its last byte, and what went wrong."""

    seconds: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    bytes: int = 0

    def quantile(self, share: float) -> float:
        """Return the time in milliseconds that `share` of the requests stayed within (nearest rank)."""
        ordered = sorted(self.seconds)
        if not ordered:
            return float("nan")
        return 1000 * ordered[min(len(ordered) - 1, max(0, -int(-share * len(ordered) // 1) - 1))]


class Visitor:
    """Visits addresses with one session; each thread keeps a connection of its own."""

    wanted = 200

    def __init__(self, base: str, cookie: str, rate: float) -> None:
        parts = urlsplit(base)
        self.host, self.port = str(parts.hostname), parts.port
        self.headers = {"Cookie": cookie, "Accept-Language": "fa", "Host": parts.netloc}
        self.rate = rate
        self.kept = threading.local()

    def visit_all(self, addresses: Sequence[str], seconds: float) -> Answers:
        """Visit the addresses in turn at the rate for some seconds."""
        answers, count = Answers(), max(1, round(self.rate * seconds))
        begun = time.perf_counter() + 0.05
        with ThreadPoolExecutor(MOST_AT_ONCE) as pool:
            for number in range(count):
                due = begun + number / self.rate
                time.sleep(max(0.0, due - time.perf_counter()))
                pool.submit(self.visit, addresses[number % len(addresses)], due, answers)
        return answers

    def visit(self, address: str, due: float, answers: Answers) -> None:
        """Visit one address and note how long it took since it was due."""
        try:
            connection = self.connection()
            connection.request(*self.asked(address), headers=self.headers)
            reply = connection.getresponse()
            content = reply.read()
        except (OSError, http.client.HTTPException) as fault:
            self.kept.connection = None
            answers.faults.append(f"{address}: {fault!r}")
            return
        answers.seconds.append(time.perf_counter() - due)
        answers.bytes += len(content)
        if reply.status != self.wanted:
            answers.faults.append(f"{address}: {reply.status}")

    def asked(self, address: str) -> tuple[str, str, str | None]:
        """Return the method, the address, and the body of a request."""
        return "GET", address, None

    def connection(self) -> http.client.HTTPConnection:
        """Return this thread's connection."""
        if getattr(self.kept, "connection", None) is None:
            self.kept.connection = http.client.HTTPConnection(self.host, self.port, timeout=TIMEOUT_SECONDS)
        kept: http.client.HTTPConnection = self.kept.connection
        return kept
