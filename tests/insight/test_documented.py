"""The document about indicators names every one of them."""

from pathlib import Path

from hamdeli.insight.catalogue import CATALOGUE, COMING

TEXT = (Path(__file__).parents[2] / "docs" / "indicators.md").read_text(encoding="utf-8")


def test_every_indicator_is_in_the_document() -> None:
    keys = [*(one.key for one in CATALOGUE), *(one.key for one in COMING)]
    missing = [key for key in keys if f"| `{key}` |" not in TEXT]
    assert missing == []
