"""The list of notices as a workbook, and the centres of a great handover page by page."""

from pathlib import Path
from typing import Any

from hamdeli.delegation.handing_over import hand_over
from hamdeli.journal.models import Entry
from hamdeli.sheets.reading import rows as sheet_rows
from tests.delegation.making import files_of, handed
from tests.support.cast import Cast, centre


def test_the_notices_are_handed_out_as_they_are_filtered(cast: Cast, sign_in: Any, tmp_path: Path) -> None:
    files = files_of(cast, 2)
    handed(cast, files, cast.mehr)
    client = sign_in(cast.centre_head)
    client.cookies["hamdeli-language"] = "en"
    path = tmp_path / "notices.xlsx"
    path.write_bytes(b"".join(client.get("/notices/export/").streaming_content))
    heading, row = (each.cells for each in sheet_rows(path))
    assert heading[:3] == ["When", "What happened", "Files"]
    assert row[2:4] == [2, cast.mehr.name]
    path.write_bytes(b"".join(client.get("/notices/export/?read=yes").streaming_content))
    assert len(list(sheet_rows(path))) == 1
    assert [entry.details["rows"] for entry in Entry.objects.filter(verb="exported").order_by("number")] == [1, 0]


def test_the_centres_of_a_handover_are_paged(cast: Cast, sign_in: Any, django_assert_max_num_queries: Any) -> None:
    files = files_of(cast, 60)
    centres = [centre(f"10-2{number:02}", cast.kashan) for number in range(60)]
    lines = [(file.pk, where.pk) for file, where in zip(files, centres, strict=True)]
    made = hand_over(lines=lines, actor=cast.deputy.actor, made_by=cast.deputy, province=cast.isfahan)
    client = sign_in(cast.deputy)
    with django_assert_max_num_queries(16):
        first = client.get(f"/handovers/{made.code}/").content.decode()
    assert [code for code in ("10-200", "10-249", "10-250") if f"?centre={code}" in first] == ["10-200", "10-249"]
    second = client.get(f"/handovers/{made.code}/?after=10-249").content.decode()
    assert "?centre=10-250" in second
    assert "?centre=10-249" not in second
