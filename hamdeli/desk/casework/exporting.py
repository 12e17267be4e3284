"""The list of files as a workbook, without what identifies anybody."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse
from django.utils.translation import get_language, gettext

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.casework.judgements import with_priorities
from hamdeli.casework.models import CaseFile
from hamdeli.desk.workbooks import workbook
from hamdeli.journal.writing import write
from hamdeli.persian.calendar import format_date


def export(files: QuerySet[CaseFile], user: User) -> FileResponse:
    """Write `files` into a workbook, note in the journal who took it, and hand it out."""
    judges = user.has(Right.SEE_JUDGEMENTS)
    columns = [
        *(gettext("file code"), gettext("county"), gettext("main need"), *([gettext("priority")] if judges else [])),
        *(gettext("members"), gettext("carried by"), gettext("opened on")),
    ]
    write(actor=user.actor, verb="exported", kind="case_file", subject="list", details={"rows": files.count()})
    return workbook(
        "case-files.xlsx",
        gettext("case files"),
        columns,
        rows(with_priorities(files, user), get_language() or "fa", judges=judges),
    )


def rows(files: QuerySet[Any], language: str, *, judges: bool) -> Iterator[list[Any]]:
    """Yield the cells of each file; the priority for who `judges` somewhere, where that is."""
    for row in files.order_by("code").iterator(2000):
        yield [
            row.code,
            row.county.name,
            row.get_need_display(),
            *([row.seen_priority] if judges else []),
            row.household.members_count,
            row.centre.code if row.centre else "",
            format_date(row.opened_on, language),
        ]
