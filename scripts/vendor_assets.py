"""Bring the browser's parts into the project. A maintainer's script: users never run it and never need Node.

For every package named in ``PACKAGES`` it fetches the published tarball with the npm client, takes the files that the
pages use, cuts the references to source maps (they are not shipped, and the manifest storage would look for them),
draws the icon sprite, and writes ``docs/vendored.md`` with one row and one SHA-512 for each file.

    python scripts/vendor_assets.py
"""

import hashlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "hamdeli" / "desk" / "static" / "vendor"
TABLE = ROOT / "docs" / "vendored.md"
ICON_LIST = Path(__file__).resolve().parent / "icons.txt"
SPRITE = "sprite.svg"

SOURCE_MAP = re.compile(rb"\s*(?://|/\*)# sourceMappingURL=\S+(?:\s*\*/)?\s*$")
SVG_BODY = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)

MIT = """MIT License

{owner}

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
"""


@dataclass(frozen=True)
class Package:
    """One published package: ``files`` maps the path in the tarball to the name under our folder.

    ``licence_owner`` is set where the tarball lacks its licence text; the MIT text is then written with that owner.
    """

    name: str
    version: str
    licence: str
    files: dict[str, str]
    licence_owner: str = ""
    icons: bool = field(default=False)

    @property
    def folder(self) -> str:
        """The folder under ``static/vendor``: the name without its scope mark, and the version."""
        return f"{self.name.lstrip('@').replace('/', '-')}-{self.version}"


PACKAGES = (
    Package(
        "@tabler/core",
        "1.6.1",
        "MIT",
        {
            "dist/css/tabler.min.css": "tabler.min.css",
            "dist/css/tabler.rtl.min.css": "tabler.rtl.min.css",
            "dist/js/tabler.min.js": "tabler.min.js",
        },
        licence_owner="Copyright (c) 2018-2026 The Tabler Authors",
    ),
    Package(
        "vazirmatn",
        "33.0.3",
        "OFL-1.1",
        {
            "fonts/webfonts/Vazirmatn[wght].woff2": "Vazirmatn-wght.woff2",
            # For letters: what sets PDFs reads no webfonts.
            "fonts/variable/Vazirmatn[wght].ttf": "Vazirmatn-wght.ttf",
            "OFL.txt": "LICENSE.txt",
            "AUTHORS.txt": "AUTHORS.txt",
        },
    ),
    Package(
        "leaflet",
        "1.9.4",
        "BSD-2-Clause",
        {
            "dist/leaflet.js": "leaflet.js",
            "dist/leaflet.css": "leaflet.css",
            "dist/images/layers.png": "images/layers.png",
            "dist/images/layers-2x.png": "images/layers-2x.png",
            "dist/images/marker-icon.png": "images/marker-icon.png",
            "LICENSE": "LICENSE.txt",
        },
    ),
    Package(
        "echarts",
        "6.1.0",
        "Apache-2.0",
        {
            "dist/echarts.common.min.js": "echarts.common.min.js",
            "i18n/langFA.js": "langFA.js",
            "LICENSE": "LICENSE.txt",
            "NOTICE": "NOTICE.txt",
        },
    ),
    Package(
        "idb",
        "8.0.4",
        "ISC",
        {"build/umd.js": "idb.umd.js", "LICENSE": "LICENSE.txt"},
    ),
    Package(
        "@tabler/icons",
        "3.51.0",
        "MIT",
        {},
        licence_owner="Copyright (c) 2020-2026 Paweł Kuna",
        icons=True,
    ),
)


def main() -> int:
    """Fetch every package, lay its files down, write the table."""
    npm = shutil.which("npm")
    if npm is None:
        sys.stderr.write("vendor_assets: the npm client is missing; it is needed on the maintainer's machine only.\n")
        return 2
    shutil.rmtree(TARGET, ignore_errors=True)
    for package in PACKAGES:
        with tempfile.TemporaryDirectory() as scratch:
            lay_down(package, fetch(npm, package, Path(scratch)))
        sys.stdout.write(f"{package.name} {package.version}\n")
    TABLE.write_text(table(), encoding="utf-8")
    return 0


def fetch(npm: str, package: Package, scratch: Path) -> Path:
    """Unpack the published tarball of a package and return the folder that holds its files."""
    command = [npm, "pack", f"{package.name}@{package.version}", "--silent"]
    subprocess.run(command, cwd=scratch, check=True, capture_output=True)  # noqa: S603 - names above
    tarball = next(scratch.glob("*.tgz"))
    with tarfile.open(tarball) as archive:
        archive.extractall(scratch, filter="data")
    return scratch / "package"


def lay_down(package: Package, source: Path) -> None:
    """Copy the chosen files of one unpacked package under ``static/vendor``."""
    folder = TARGET / package.folder
    for origin, name in package.files.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(without_source_map(name, (source / origin).read_bytes()))
    folder.mkdir(parents=True, exist_ok=True)
    if package.licence_owner:
        (folder / "LICENSE.txt").write_text(MIT.format(owner=package.licence_owner), encoding="utf-8")
    if package.icons:
        (folder / SPRITE).write_text(sprite(source / "icons"), encoding="utf-8")


def without_source_map(name: str, content: bytes) -> bytes:
    """Cut the source map reference at the end of a script or stylesheet; other files stay as they are."""
    if not name.endswith((".js", ".css")):
        return content
    return SOURCE_MAP.sub(b"", content).rstrip() + b"\n"


def sprite(icons: Path) -> str:
    """One SVG with a ``<symbol>`` for each line of ``icons.txt`` (``name`` or ``name = icon of the package``)."""
    symbols = [symbol(icons, line) for line in ICON_LIST.read_text(encoding="utf-8").split("\n") if line.strip()]
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


def symbol(icons: Path, line: str) -> str:
    """One ``<symbol>``; an icon that the package lacks stops the script with its name."""
    name, _, origin = (part.strip() for part in line.partition("="))
    text = (icons / "outline" / f"{origin or name}.svg").read_text(encoding="utf-8")
    match = SVG_BODY.search(text)
    if match is None:
        raise ValueError(f"{origin or name} is no SVG")
    body = re.sub(r"\s*\n\s*", "", match.group(1))
    return f'<symbol id="{name}" viewBox="0 0 24 24">{body}</symbol>'


def table() -> str:
    """The page ``docs/vendored.md``."""
    head = (
        "# Vendored files\n\n"
        "What the browser loads and we did not write. Written by `scripts/vendor_assets.py`; a test compares every\n"
        "row with the file. References to source maps are cut; the icons are drawn into one sprite from the outline\n"
        "set. htmx 2 comes with django-htmx and is not in this list.\n\n"
        "| package | version | licence | file | SHA-512 |\n|---|---|---|---|---|\n"
    )
    return head + "".join(rows(package) for package in PACKAGES)


def rows(package: Package) -> str:
    """The rows of one package, sorted by file."""
    folder = TARGET / package.folder
    lines = []
    for path in sorted(file for file in folder.rglob("*") if file.is_file()):
        digest = hashlib.sha512(path.read_bytes()).hexdigest()
        place = f"{package.folder}/{path.relative_to(folder).as_posix()}"
        lines.append(f"| {package.name} | {package.version} | {package.licence} | {place} | `{digest}` |\n")
    return "".join(lines)


if __name__ == "__main__":
    raise SystemExit(main())
