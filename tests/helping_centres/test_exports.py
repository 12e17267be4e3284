"""Every list is handed out as a workbook: the rows that its reader sees, and no others."""

import io
from typing import Any

import pytest
from openpyxl import load_workbook

from hamdeli.journal.models import Entry
from tests.helping_centres.making import announced, article_of, completed_by, course_of, request_of
from tests.support.cast import Cast

PATHS = ("/help-requests/", "/courses/", "/course-completions/", "/announcements/", "/knowledge/")


@pytest.mark.parametrize("path", PATHS)
def test_a_list_is_handed_out_and_told_to_the_journal(cast: Cast, sign_in: Any, path: str) -> None:
    request_of(cast, title="Qshown")
    completed_by(cast, course_of(cast, title="Qshown"), cast.worker)
    announced(cast, title="Qshown")
    article_of(cast, title="Qshown")
    answer = sign_in(cast.supporter).get(f"{path}export/")
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    rows = [[str(cell) for cell in row] for row in sheet.values]
    assert len(rows) == 2
    assert "Qshown" in rows[1]
    assert Entry.objects.filter(verb="exported").count() == 1


def test_a_centre_is_handed_its_own_requests(cast: Cast, sign_in: Any) -> None:
    request_of(cast, title="Qmine")
    request_of(cast, centre=cast.noor, by=cast.other_centre_head, title="Qtheirs")
    answer = sign_in(cast.centre_head).get("/help-requests/export/")
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    cells = {str(cell) for row in sheet.values for cell in row}
    assert "Qmine" in cells
    assert "Qtheirs" not in cells
