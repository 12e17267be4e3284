"""`./run manage forget`: delete uploaded lists that are no longer needed; `./run serve` does so once a day."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import ngettext, override

from hamdeli.config.environment import terminal_language
from hamdeli.jobs.forgetting import forget_files


class Command(BaseCommand):
    """Forget files."""

    help = "Delete uploaded lists and their marked copies that are older than HAMDELI_KEEP_UPLOADS_DAYS."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say how old."""
        parser.add_argument("--days", type=int, default=settings.KEEP_UPLOADS_DAYS, help="older than this many days")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and say how many there were."""
        count = forget_files(timezone.now(), max(0, options["days"]))
        with override(terminal_language()):
            told = ngettext("%(count)s file was deleted.", "%(count)s files were deleted.", count)
            self.stdout.write(told % {"count": count})
