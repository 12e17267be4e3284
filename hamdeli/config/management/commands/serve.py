"""`./run serve`: the site and its background work."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import override

from hamdeli.config.environment import terminal_language
from hamdeli.config.serving.children import DiesAgain
from hamdeli.config.serving.ports import is_free
from hamdeli.config.serving.readiness import missing_guards, missing_migrations
from hamdeli.config.serving.site import Size, household, may_be_many, usual_size
from hamdeli.config.serving.statics import gather
from hamdeli.config.serving.watching import stop_asked, watch


class Command(BaseCommand):
    """Serve the site."""

    help = "The site and its background work, until Ctrl-C."
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say where to listen and with how many processes."""
        usual = usual_size()
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=usual.workers, help="web processes")
        parser.add_argument("--threads", type=int, default=usual.threads, help="threads of each web process")
        parser.add_argument("--jobs", type=int, default=usual.jobs, help="job workers")
        parser.add_argument("--migrate", action="store_true", help="bring the database up to date first")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it in the language of the terminal."""
        with override(terminal_language()):
            self.serve(options)

    def serve(self, options: dict[str, Any]) -> None:
        """Check that the database is fit, then serve until asked to stop."""
        if options["migrate"]:
            call_command("migrate", verbosity=0)
        require_fit_database()
        require_free(options["host"], options["port"])
        gather()
        size = Size(max(1, options["workers"]), max(1, options["threads"]), max(1, options["jobs"]))
        if not may_be_many():
            self.stderr.write(_("This SQLite may be written by one process only: one process serves and works."))
        family = household(options["host"], options["port"], size)
        connection.close()
        self.stdout.write(f"http://{options['host']}:{options['port']}/")
        with stop_asked() as asked:
            try:
                family.start()
                watch(family, asked)
            except DiesAgain as fault:
                raise CommandError(_("The %(name)s cannot be started.") % {"name": fault.name}) from fault
            finally:
                family.stop()


def require_fit_database() -> None:
    """Refuse a database that is not migrated, or whose guards do not stand."""
    behind = missing_migrations()
    if behind:
        words = _("The database is behind by %(count)s migrations. Start with --migrate to bring it up to date.")
        raise CommandError(words % {"count": len(behind)})
    lacking = missing_guards()
    if lacking:
        words = _("The database lacks guards: %(names)s. Start with --migrate to raise them.")
        raise CommandError(words % {"names": ", ".join(lacking)})


def require_free(host: str, port: int) -> None:
    """Refuse a port on which somebody listens."""
    if not is_free(host, port):
        raise CommandError(_("Port %(port)s is in use. Choose another one with --port.") % {"port": port})
