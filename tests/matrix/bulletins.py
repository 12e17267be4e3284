"""Who reads bulletins: all who see figures; who writes and releases them: the deputies and the director general."""

from typing import Any

from hamdeli.insight.bulletins.issuing import begin
from tests.insight.bulletins.making import asked, released, settle
from tests.matrix import Page, World
from tests.support.cast import Cast

READERS = dict.fromkeys(("director", "deputy", "participation", "auditor", "stranger"), 200) | dict.fromkeys(
    ("county_head", "other_county_head", "centre_head", "other_centre_head"), 200
)
HERE = ("director", "deputy", "participation")
ELSEWHERE = {name: 403 for name in READERS if name not in HERE}
NEW = {"director": 200, "deputy": 200, "participation": 200, "stranger": 200}


def prepare(cast: Cast) -> dict[str, Any]:
    settle(cast)
    return {"released": released(cast), "draft": begin(**asked(cast))}


def code(name: str, **more: str) -> Any:
    return lambda world: {"code": world[name].code, **more}


def seen_long_ago(world: World) -> dict[str, Any]:
    return {"version": "0", "sentence": "settings"}


def deed(name: str, of: str, answer: int) -> list[Page]:
    """Return the pages of a deed on a draft, or on a released bulletin, which others read."""
    others = ELSEWHERE if of == "released" else {}
    get = Page(name, dict.fromkeys(HERE, 200) | others, args=code(of))
    post = Page(name, dict.fromkeys(HERE, answer) | others, method="POST", args=code(of), data=seen_long_ago)
    return [get, post]


def pressed(name: str) -> Page:
    """Return the answer to a button on a draft."""
    return Page(name, dict.fromkeys(HERE, 302), method="POST", args=code("draft"), data=seen_long_ago)


PAGES = [
    Page("desk:bulletins", READERS),
    Page("desk:bulletins_export", READERS),
    Page("desk:bulletin_new", NEW),
    Page("desk:bulletin_new", dict.fromkeys(NEW, 422), method="POST"),
    Page("desk:bulletin", READERS, args=code("released")),
    Page("desk:bulletin", dict.fromkeys(HERE, 200), args=code("draft")),
    Page("desk:bulletin_paper", READERS, args=code("released", language="fa")),
    Page("desk:bulletin_paper", {}, args=code("draft", language="fa")),
    pressed("desk:bulletin_filling"),
    pressed("desk:bulletin_choice"),
    *deed("desk:bulletin_release", "draft", 409),
    *deed("desk:bulletin_discarding", "draft", 409),
    *deed("desk:bulletin_correction", "released", 422),
]
