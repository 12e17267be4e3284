"""Loading what long work needs before somebody waits for it."""

import logging
import threading

from django.conf import settings
from django.utils.module_loading import import_string

log = logging.getLogger(__name__)


def warm() -> None:
    """Import the functions of all jobs; the compiled parts come with them."""
    for kind, work in settings.JOBS.items():
        try:
            import_string(work)
        except ImportError:
            log.exception("the work of %s cannot be loaded", kind)


def warm_in_background() -> None:
    """Do so beside the first work."""
    threading.Thread(target=warm, daemon=True).start()
