"""What happened in the lives of one province's families since their files were handed over."""

from collections.abc import Sequence
from datetime import date

from hamdeli.casework.models import CaseFile
from hamdeli.config.demo.life.daily import store_tasks
from hamdeli.config.demo.life.giving import store_aid
from hamdeli.config.demo.life.planning import store_plans
from hamdeli.config.demo.life.visits import Rounds, store_visits
from hamdeli.config.demo.life.workers import Workers
from hamdeli.config.demo.seeds import Chance


def live(files: Sequence[CaseFile], rounds: dict[int, Rounds], workers: Workers, today: date, chance: Chance) -> None:
    """Store visits with decisions, plans, aid, tasks."""
    store_visits(files, rounds, chance)
    store_plans(files, rounds, today, chance)
    store_aid(files, rounds, today, chance)
    if workers.volunteer is not None:
        busy = {*workers.by_centre[workers.lively], workers.volunteer}
        store_tasks([files[at] for at in rounds], busy, today, chance)
