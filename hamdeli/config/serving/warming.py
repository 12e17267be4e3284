"""Loading what long work needs before somebody waits for it."""

import gc
import logging
import threading

from django.conf import settings
from django.urls import get_resolver
from django.utils.module_loading import import_string

log = logging.getLogger(__name__)


def warm() -> None:
    """Import the functions of all jobs; the compiled parts come with them."""
    for kind, work in settings.JOBS.items():
        try:
            import_string(work)
        except ImportError:
            log.exception("the work of %s cannot be loaded", kind)


def settle() -> None:
    """Load every page, and tell the collector of garbage that what is loaded stays.

    To look through it all takes it a tenth of a second, and everybody whose page is being made waits meanwhile.
    """
    _ = get_resolver().url_patterns
    gc.collect()
    gc.freeze()


def warm_in_background() -> None:
    """Do so beside the first work."""
    threading.Thread(target=warm, daemon=True).start()
