"""What the marks `long` and `browser` do: pytest calls this from `tests/conftest.py`."""

import os

import pytest

from tests.support.browsers import MISSING, chromium


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the long tests unless `-m` speaks of them, and those in a browser where there is none."""
    if "long" not in str(config.getoption("markexpr")):
        kept, left = split(items)
        config.hook.pytest_deselected(items=left)
        items[:] = kept
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        left = [item for item in items if not differs_by_database(item)]
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if differs_by_database(item)]
    if chromium() is None:
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason=MISSING))


def differs_by_database(item: pytest.Item) -> bool:
    """Say whether a test asks the database: the others, and those of looks in a browser, run once, on SQLite."""
    asks = item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
    return bool(asks) and not item.get_closest_marker("browser")


def split(items: list[pytest.Item]) -> tuple[list[pytest.Item], list[pytest.Item]]:
    """Return the tests for every day, and the long ones."""
    left = [item for item in items if item.get_closest_marker("long")]
    return [item for item in items if not item.get_closest_marker("long")], left
