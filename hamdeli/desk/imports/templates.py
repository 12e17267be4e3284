"""Empty lists with the right headings, and what may stand below each."""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from django.http import FileResponse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from hamdeli.desk.imports.kinds import Kind, access_kind
from hamdeli.desk.requests import Request
from hamdeli.jobs.lists.sentences import heading
from hamdeli.persian.digits import is_persian
from hamdeli.sheets.columns import Column
from hamdeli.sheets.writing import Heading, Sheet, write_workbook

MEANINGS: dict[str, Any] = {
    "code": _("Latin letters, digits and hyphens. The code alone decides which record is meant."),
    "name": _("As people call it."),
    "province": _("Code or name; it must be your province."),
    "county": _("Code or name of a county of the province."),
    "kind": _("neighbourhood, specialised or guild"),
    "specialities": _("employment, education, health, social work; with commas between them, or blank"),
    "latitude": _("Degrees north, for example 33.98"),
    "longitude": _("Degrees east, for example 51.44"),
    "capacity": _("How many files it can carry; not below what it carries today."),
    "licence": _("active, or the reason why not"),
    "setting": _("urban or rural"),
    "mosque_based": _("yes or no"),
    "social_workers": _("A number"),
    "need": _("general, employment, education, health or social work"),
    "carried_by": _("Code of the centre that carries the file today, or blank"),
    "priority": _("1 to 5; 5 is the most urgent"),
    "members": _("How many people live in the household"),
    "given_name": _("Only together with the family name"),
    "family_name": _("Only together with the given name"),
    "national_code": _("Ten digits; kept sealed"),
    "birth_date": _("Solar Hijri, for example 1360/02/31"),
    "sex": _("female or male"),
    "cause": _("death, divorce, incapacity, illness, old age, prison or other"),
    "city": _("Code or name of a town or village of the county."),
    "population": _("How many people live there, or blank"),
    "population_year": _("Solar Hijri, for example 1395, or blank"),
    "name_en": _("Shown to those who read English, or blank"),
    "source": _("Who counted the people, or blank"),
    "opened_on": _("Solar Hijri, for example 1402/07/15"),
}


@dataclass(frozen=True)
class Explained:
    """A column for people: its heading, what may stand there, and whether it is needed."""

    heading: str
    meaning: str
    required: bool
    blank: bool


def explained(columns: Sequence[Column]) -> list[Explained]:
    """Return what each column is called and holds, in the reader's language."""
    return [
        Explained(heading(column.name, columns), str(MEANINGS[column.name]), column.required, column.blank)
        for column in columns
    ]


@require_safe
def template(request: Request, kind: str) -> FileResponse:
    """Hand out an empty list with headings in the reader's language, and a sheet that explains them."""
    chosen = access_kind(request.user, kind)
    return FileResponse(written(chosen), as_attachment=True, filename=f"{chosen.name}.xlsx")


def written(kind: Kind) -> BytesIO:
    """Return the workbook."""
    words = explained(kind.columns)
    right_to_left = is_persian(get_language() or "fa")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        empty = Sheet(str(kind.label), [Heading(word.heading, 20) for word in words], [], right_to_left)
        columns = [Heading(gettext("Column"), 26), Heading(gettext("What may stand there"), 70)]
        columns.append(Heading(gettext("Needed"), 12))
        write_workbook(path, [empty, Sheet(gettext("Explanation"), columns, rows(words), right_to_left)])
        return BytesIO(path.read_bytes())


def rows(words: list[Explained]) -> Iterator[list[str]]:
    """Yield the rows of the sheet that explains."""
    for word in words:
        yield [word.heading, word.meaning, gettext("yes") if word.required else gettext("no")]
