"""What must stand in the environment before the settings are read."""

import os
from collections.abc import MutableMapping, Sequence
from pathlib import Path

SETTINGS = "hamdeli.config.settings"
DEMO_FOLDER = "demo"


def prepare(arguments: Sequence[str], environment: MutableMapping[str, str], home: Path) -> None:
    """Name the settings; for `demo`, go to a folder and a SQLite database of its own, never to the real ones."""
    environment.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    if list(arguments[:1]) != ["demo"]:
        return
    folder = Path(environment.get("HAMDELI_VAR") or home / "var")
    environment["HAMDELI_VAR"] = str(folder / DEMO_FOLDER)
    environment["HAMDELI_DEMO"] = "1"
    for name in ("DATABASE_URL", "HAMDELI_HOSTS", "HAMDELI_HTTPS", "HAMDELI_REQUIRE_SECOND_FACTOR"):
        environment.pop(name, None)


def enter(arguments: Sequence[str]) -> None:
    """Prepare this process and those that it starts."""
    prepare(arguments, os.environ, Path(__file__).resolve().parent.parent.parent)


def terminal_language() -> str:
    """The language in which a terminal is spoken to: Persian when its locale is, else English."""
    spoken = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "fa" if spoken.startswith("fa") else "en"
