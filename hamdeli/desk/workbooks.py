"""Lists handed out as workbooks."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.http import FileResponse
from django.utils.translation import get_language_bidi

from hamdeli.sheets.writing import Heading, Sheet, write_workbook


class Counted:
    """Rows that are counted while they are written: how many one export holds is asked by its ceiling."""

    def __init__(self, rows: Iterable[Sequence[Any]]) -> None:
        self.rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[Sequence[Any]]:
        for row in self.rows:
            self.count += 1
            yield row


def workbook(name: str, title: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> FileResponse:
    """Return a download of one sheet with `columns` and `rows`, in the direction of the reader's language."""
    told = Counted(rows)
    sheet = Sheet(
        title=title, headings=[Heading(column) for column in columns], rows=told, right_to_left=get_language_bidi()
    )
    with TemporaryDirectory(prefix="hamdeli-export-") as folder:
        path = Path(folder) / name
        write_workbook(path, [sheet])
        written = path.open("rb")
    answer = FileResponse(written, as_attachment=True, filename=name)
    answer.rows = told.count  # type: ignore[attr-defined]
    return answer
