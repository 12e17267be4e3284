"""The browser of the tests and the pictures: Debian's Chromium, or any other that is installed."""

import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MISSING = "no Chromium on this machine: tests in a browser are left out (install the package `chromium`)"


def chromium() -> str | None:
    """Return the path of the browser, or None."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)
