"""Lists handed out as workbooks."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.http import FileResponse
from django.utils.translation import get_language_bidi

from hamdeli.sheets.writing import Heading, Sheet, write_workbook


def workbook(name: str, title: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> FileResponse:
    """Return a download of one sheet with `columns` and `rows`, in the direction of the reader's language."""
    sheet = Sheet(
        title=title, headings=[Heading(column) for column in columns], rows=rows, right_to_left=get_language_bidi()
    )
    with TemporaryDirectory(prefix="hamdeli-export-") as folder:
        path = Path(folder) / name
        write_workbook(path, [sheet])
        written = path.open("rb")
    return FileResponse(written, as_attachment=True, filename=name)
