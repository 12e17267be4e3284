"""`./run screenshots DIR [--only NAME] [--scale S]`: pictures of every page, in both languages, on desktop and phone.

DIR/<language>/<size>/<page>.png, and DIR/index.html to look at them. It says which pages failed: another answer than
200, a fault in a script, something that a content policy refused, a page wider than its window.
"""

import argparse
import html
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from benchmarks.staging import bring_a_list
from benchmarks.world import prepare, served, surroundings
from tests.support.browsers import FLAGS, MISSING, chromium

SIZES = {"desktop": (1280, 900), "phone": (390, 844)}
LANGUAGES = ("fa", "en")
DARK = ("sign-in", "first-page-deputy", "files-deputy", "proposal-deputy", "proposal-map-deputy", "showcase-deputy")
COOKIE = "hamdeli-language"
SETTLE_MS = 400
STYLE = "body{font-family:sans-serif;margin:2rem}figure{display:inline-block;margin:.5rem;vertical-align:top}"
STYLE += "img{width:300px;border:1px solid #ccc}figcaption{font-size:.8rem;max-width:300px}"


@dataclass(frozen=True)
class Picture:
    """One page to be pictured."""

    name: str
    role: str
    address: str


@dataclass
class Studio:
    """Where pictures are taken, where they go, and what failed."""

    browser: Browser
    base: str
    folder: Path
    faults: list[str] = field(default_factory=list)
    taken: list[Path] = field(default_factory=list)
    states: dict[str, str] = field(default_factory=dict)

    def sign_in(self, role: str) -> None:
        """Sign in as `role` by one click, and keep the session in a file."""
        context = self.browser.new_context(base_url=self.base)
        page = context.new_page()
        page.goto("/demo/")
        page.locator(f'form:has(input[value="{role}"]), form:has(button[value="{role}"])').locator(
            "button"
        ).first.click()
        page.wait_for_load_state()
        self.states[role] = str(self.folder / f".{role}.json")
        context.storage_state(path=self.states[role])
        context.close()

    def context(self, role: str, language: str, size: str, *, dark: bool = False) -> BrowserContext:
        """Return a window of this size in this language, signed in as `role` (nobody: the empty role)."""
        if role and role not in self.states:
            self.sign_in(role)
        width, height = SIZES[size]
        context = self.browser.new_context(
            base_url=self.base,
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            locale="fa-IR" if language == "fa" else "en-GB",
            storage_state=self.states.get(role),
        )
        context.add_cookies([{"name": COOKIE, "value": language, "url": self.base}])
        return context

    def take(self, picture: Picture, page: Page, path: Path) -> None:
        """Take one picture and note what is wrong with the page."""
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda fault: said.append(str(fault)))
        answer = page.goto(picture.address)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(SETTLE_MS)
        if answer is None or answer.status != 200:
            said.append(f"answered {answer.status if answer else 'nothing'}")
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if over > 0:
            said.append(f"is {over} pixels wider than its window")
        path.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=path, full_page=True)
        self.taken.append(path)
        self.faults += [f"{path.relative_to(self.folder)}: {line}" for line in said]


def views() -> Iterator[tuple[str, str]]:
    """Yield each language with each size."""
    for language in LANGUAGES:
        for size in SIZES:
            yield language, size


def photograph(studio: Studio, pictures: list[Picture]) -> None:
    """Take all pictures, role by role, so that a window serves many."""
    for language, size in views():
        for role in sorted({picture.role for picture in pictures}):
            wanted = [picture for picture in pictures if picture.role == role]
            print(f"{language}, {size}, {role or 'nobody'}: {len(wanted)} pages", flush=True)
            shoot(studio, wanted, role, (language, size))
            dark = [picture for picture in wanted if picture.name in DARK and size == "desktop"]
            shoot(studio, dark, role, (language, size), dark=True)


def shoot(studio: Studio, pictures: list[Picture], role: str, view: tuple[str, str], *, dark: bool = False) -> None:
    """Take the pictures of one role in one view."""
    if not pictures:
        return
    context = studio.context(role, *view, dark=dark)
    for picture in pictures:
        page = context.new_page()
        path = studio.folder / view[0] / view[1] / f"{picture.name}{'-dark' if dark else ''}.png"
        try:
            studio.take(picture, page, path)
        except Exception as fault:
            studio.faults.append(f"{path.relative_to(studio.folder)}: {str(fault).splitlines()[0]}")
        page.close()
    context.close()


def write_index(studio: Studio) -> Path:
    """Write a page that shows all pictures."""
    shown = "".join(
        f'<figure><a href="{path}"><img loading="lazy" src="{path}" alt=""></a><figcaption>{path}</figcaption></figure>'
        for path in (html.escape(str(path.relative_to(studio.folder))) for path in sorted(studio.taken))
    )
    faults = "".join(f"<li>{html.escape(fault)}</li>" for fault in studio.faults)
    index = studio.folder / "index.html"
    title = "<!doctype html><html lang=en><meta charset=utf-8><title>Hamdeli: pictures</title>"
    index.write_text(f"{title}<style>{STYLE}</style><ul>{faults}</ul>{shown}", encoding="utf-8")
    return index


def stage(studio: Studio, role: str = "participation") -> list[Picture]:
    """Bring a list in the browser and return the picture of its preview."""
    context = studio.context(role, "fa", "desktop")
    try:
        with tempfile.TemporaryDirectory() as folder:
            address = bring_a_list(context.new_page(), studio.base, Path(folder))
    except Exception as fault:
        studio.faults.append(f"the preview of a list: {str(fault).splitlines()[0]}")
        return []
    finally:
        context.close()
    return [Picture(f"import-{role}", role, address)]


def main(arguments: list[str]) -> int:
    """Take the pictures; return 0 where no page failed."""
    parser = argparse.ArgumentParser("./run screenshots", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--only", default="", help="pages whose name contains this")
    parser.add_argument("--scale", type=float, default=1.0, help="1 is the full size")
    given = parser.parse_args(arguments)
    path = chromium()
    if path is None:
        print(MISSING, file=sys.stderr)
        return 2
    given.folder.mkdir(parents=True, exist_ok=True)
    with surroundings("sqlite") as environment:
        prepared = prepare(environment, given.scale)
        pictures = [Picture(**row) for row in prepared["pictures"]]
        with served(environment) as base, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
            studio = Studio(browser, base, given.folder.resolve(), faults=list(prepared["faults"]))
            pictures = [picture for picture in [*pictures, *stage(studio)] if given.only in picture.name]
            photograph(studio, pictures)
            browser.close()
    return conclude(studio)


def conclude(studio: Studio) -> int:
    """Write the index, remove the sessions, say what failed."""
    for state in studio.states.values():
        Path(state).unlink(missing_ok=True)
    print(f"\n{len(studio.taken)} pictures: {write_index(studio)}")
    for fault in studio.faults:
        print(f"  FAILED {fault}")
    return 1 if studio.faults or not studio.taken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
