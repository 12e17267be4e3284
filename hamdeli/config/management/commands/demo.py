"""`./run demo`: a demonstration in the browser."""

import sys
import time
import webbrowser
from argparse import ArgumentParser
from os import environ
from threading import Event
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from hamdeli.config.demo.bar import Bar
from hamdeli.config.demo.checking import faults_of
from hamdeli.config.demo.keeping import clear, keep, kept, stamp_for
from hamdeli.config.demo.making import make
from hamdeli.config.demo.staff import PARTS
from hamdeli.config.environment import terminal_language
from hamdeli.config.serving.children import DiesAgain, Family
from hamdeli.config.serving.ports import answers, first_free, is_free, wait_until
from hamdeli.config.serving.site import Size, household
from hamdeli.config.serving.watching import stop_asked, watch

HOST = "127.0.0.1"
USUAL_PORT = 8000
START_SECONDS = 60
DATABASE = gettext_noop("Database")
DISPLAYS = {"DISPLAY", "WAYLAND_DISPLAY"}


class Command(BaseCommand):
    """Make the demonstration provinces, serve them on this machine, open the browser."""

    help = "Two demonstration provinces on this machine only; sign in as anybody by one click."
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what to make, and where to listen."""
        parser.add_argument("--seed", type=int, default=1404, help="another seed, other families")
        parser.add_argument("--scale", type=float, default=1.0, help="1 is the full size, 0.1 a tenth")
        parser.add_argument("--port", type=int, help="the usual one is 8000, or the next free one")
        parser.add_argument("--fresh", action="store_true", help="make it anew even if it is there")
        parser.add_argument("--check", action="store_true", help="open the first page of every role, then stop")
        parser.add_argument("--no-browser", action="store_true", help="print the address only")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it in the language of the terminal."""
        with override(terminal_language()):
            self.show(options)

    def show(self, options: dict[str, Any]) -> None:
        """Prepare, serve, and wait until asked to stop."""
        if not settings.DEMO:
            raise CommandError(_("Start the demonstration with ./run demo: it needs a folder of its own."))
        if not 0 < options["scale"] <= 2:
            raise CommandError(_("The scale must be above 0 and at most 2."))
        prepare(options["seed"], options["scale"], fresh=options["fresh"])
        port = free_port(options["port"])
        family = household(HOST, port, Size(workers=1, threads=4, jobs=1))
        connection.close()
        with stop_asked() as asked:
            try:
                self.serve(family, f"http://{HOST}:{port}", asked, options)
            except DiesAgain as fault:
                raise CommandError(_("The %(name)s cannot be started.") % {"name": fault.name}) from fault
            finally:
                family.stop()

    def serve(self, family: Family, base: str, asked: Event, options: dict[str, Any]) -> None:
        """Start the site at `base`, then check it or show it until `asked`."""
        family.start()
        if not wait_until(lambda: asked.is_set() or answers(f"{base}/api/health"), START_SECONDS):
            raise CommandError(_("The site did not start within a minute."))
        if options["check"]:
            self.check_roles(base)
            return
        self.stdout.write(f"{_('The demonstration is ready:')} {base}/demo/\n{_('Stop it with Ctrl-C.')}")
        self.stdout.flush()
        if not options["no_browser"] and has_display():
            webbrowser.open(f"{base}/demo/")
        watch(family, asked)

    def check_roles(self, base: str) -> None:
        """Open the first page of every role. Raises CommandError with all that failed."""
        faults = faults_of(base, [part.username for part in PARTS])
        if faults:
            raise CommandError("\n".join([_("The demonstration is not sound:"), *faults]))
        self.stdout.write(_("The first page of every role came: %(count)s roles.") % {"count": len(PARTS)})


def prepare(seed: int, scale: float, *, fresh: bool) -> None:
    """Make the demonstration unless the same one is there already."""
    today = timezone.localdate()
    stamp = stamp_for(seed, scale, today)
    if kept() == stamp and not fresh:
        return
    begun = time.monotonic()
    bar = Bar()
    bar(DATABASE)
    clear()
    call_command("migrate", verbosity=0)
    make(seed=seed, scale=scale, today=today, tell=bar)
    bar.close()
    keep(stamp)
    print(_("Made in %(seconds)s s.") % {"seconds": round(time.monotonic() - begun)}, file=sys.stderr, flush=True)


def free_port(wanted: int | None) -> int:
    """Return the port to listen on; a wanted one must be free, else the next free one from 8000 is taken."""
    if wanted is not None:
        if not is_free(HOST, wanted):
            raise CommandError(_("Port %(port)s is in use. Choose another one with --port.") % {"port": wanted})
        return wanted
    found = first_free(HOST, USUAL_PORT)
    if found is None:
        raise CommandError(_("No port from %(port)s on is free. Choose one with --port.") % {"port": USUAL_PORT})
    return found


def has_display() -> bool:
    """Whether a browser could show itself: any desktop but a Linux without one."""
    return not sys.platform.startswith("linux") or bool(DISPLAYS & set(environ))
