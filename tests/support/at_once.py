"""Deeds done at the same moment, each in a thread and on a connection of its own."""

from collections.abc import Callable, Sequence
from threading import Barrier, Thread
from typing import Any

from django.db import connection

from hamdeli.journal.refusals import Refusal


def all_at_once(deeds: Sequence[Callable[[], Any]]) -> list[Any]:
    """Do the deeds and return what came of each: its outcome, or the code of its refusal. Needs `on_disk`."""
    came: list[Any] = []
    together = Barrier(len(deeds))

    def run(deed: Callable[[], Any]) -> None:
        try:
            together.wait()
            came.append(deed())
        except Refusal as refused:
            came.append(refused.code)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came
