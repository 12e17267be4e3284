"""`./run manage compute_indicators`: count the indicators now; `./run serve` does so once a day."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext, override

from hamdeli.config.environment import terminal_language
from hamdeli.insight.computing import compute, compute_all
from hamdeli.insight.periods import MONTHS, period_of


class Command(BaseCommand):
    """Compute the indicators."""

    help = "Count the indicators of all periods of the dashboards, or of the first months of one year."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say of which period."""
        parser.add_argument("--year", type=int, help="a Solar Hijri year")
        parser.add_argument("--months", type=int, default=MONTHS, choices=range(1, MONTHS + 1), help="of its months")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and say how long each took."""
        today = timezone.localdate()
        if options["year"]:
            made = [compute(period_of(options["year"], options["months"], today))]
        else:
            made = compute_all(today)
        with override(terminal_language()):
            for one in made:
                told = {"period": f"{one.year}/{one.months:02}", "seconds": one.seconds, "queries": one.queries}
                self.stdout.write(gettext("%(period)s: %(seconds)s s, %(queries)s queries") % told)
