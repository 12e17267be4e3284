"""Ending with whoever looks after this process: a killed parent leaves no server behind."""

import os
import signal
import threading
import time

LOOK_SECONDS = 1.0
PATIENCE_SECONDS = 15.0


def end_with_parent() -> None:
    """End this process, and all that it forks, as soon as the one that started it is gone.

    A worker that is told to stop before it listens to signals of its own would live on with the port in its hands.
    """
    look_after()
    os.register_at_fork(after_in_child=look_after)


def look_after() -> None:
    """Begin to watch the parent."""
    threading.Thread(target=watch, args=(os.getppid(),), daemon=True).start()


def watch(parent: int) -> None:
    """Look every second whether the parent is still the same; ask this process to stop, and end it if it does not."""
    while os.getppid() == parent:
        time.sleep(LOOK_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(PATIENCE_SECONDS)
    os._exit(1)
