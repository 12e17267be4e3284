"""Random work on a state machine of hypothesis: many short lives, without shrinking what was found."""

from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

STEPS = 25


def let_work(machine: type[RuleBasedStateMachine], examples: int, **more: Any) -> None:
    """Let everybody in `machine` work: `examples` lives of twenty-five rounds. `more` goes to hypothesis' settings."""
    chosen = settings(
        max_examples=examples,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate],
        print_blob=True,
        report_multiple_bugs=False,
        **more,
    )
    run_state_machine_as_test(machine, settings=chosen)


def undo(savepoint: str) -> None:
    """Take back what was done since `savepoint`, and forget it.

    A savepoint that is only rolled back stays open, and SQLite looks through every open one at each page it writes:
    two thousand lives took six times the time.
    """
    transaction.savepoint_rollback(savepoint)
    transaction.savepoint_commit(savepoint)
