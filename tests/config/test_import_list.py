"""Lists from the command line: what is said, what is stored, and the exit codes."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from hamdeli.casework.models import CaseFile
from hamdeli.centres.models import Centre
from tests.support.cast import Cast
from tests.support.lists import CENTRE, FILE, workbook

pytestmark = pytest.mark.django_db


def command(capsys: Any, *arguments: Any) -> tuple[int, str, str]:
    """Run the command; return its exit code and what it printed."""
    code = 0
    try:
        call_command("import_list", *[str(each) for each in arguments], "--language", "en")
    except SystemExit as ended:
        code = int(ended.code or 0)
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_looking_stores_nothing(cast: Cast, tmp_path: Path, capsys: Any) -> None:
    path = workbook(tmp_path / "list.xlsx", [FILE])
    code, out, err = command(capsys, "files", path, "--as", "deputy")
    assert (code, out) == (0, "1 created, 0 changed, 0 left alone, 0 faulty.\n")
    assert "checking the rows ..." in err
    assert not CaseFile.objects.exists()


def test_storing_stores(cast: Cast, tmp_path: Path, capsys: Any) -> None:
    path = workbook(tmp_path / "list.xlsx", [CENTRE])
    code, out, _ = command(capsys, "centres", path, "--as", "participation", "--store")
    assert code == 0
    assert "Stored. 1 created" in out
    assert Centre.objects.filter(code="10-101").exists()


def test_faulty_rows_are_told_and_stop_the_storing(cast: Cast, tmp_path: Path, capsys: Any) -> None:
    path = workbook(tmp_path / "list.xlsx", [CENTRE, {**CENTRE, "کد مرکز": "10-102", "ظرفیت": "?"}])
    out_path = tmp_path / "faults.xlsx"
    code, out, err = command(capsys, "centres", path, "--as", "participation", "--store", "--faults", out_path)
    assert code == 1
    assert "row 3, Capacity: This is not a number." in out
    assert "Nothing was stored" in err
    assert out_path.exists()
    assert not Centre.objects.filter(code="10-101").exists()
    code, _, _ = command(capsys, "centres", path, "--as", "participation", "--store", "--leave-out")
    assert code == 1
    assert Centre.objects.filter(code="10-101").exists()


@pytest.mark.parametrize(("user", "content"), [("nobody", b"x"), ("centre-head", b"x"), ("deputy", b"%PDF")])
def test_what_cannot_be_used_ends_with_two(cast: Cast, tmp_path: Path, capsys: Any, user: str, content: bytes) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(content)
    assert command(capsys, "files", path, "--as", user)[0] == 2
    assert command(capsys, "files", tmp_path / "not there", "--as", "deputy")[0] == 2
