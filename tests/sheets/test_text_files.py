from pathlib import Path

import pytest

from hamdeli.sheets.cells import Cell
from hamdeli.sheets.faults import SheetFault
from hamdeli.sheets.reading import rows

TEXT = "کد,نام\n۱۲,پژوهش گران\n13,علی\n"
LIST = [["کد", "نام"], ["۱۲", "پژوهش گران"], ["13", "علی"]]


def read(path: Path, content: bytes) -> list[list[Cell]]:
    path.write_bytes(content)
    return [row.cells for row in rows(path)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode(tmp_path: Path, encoding: str) -> None:
    assert read(tmp_path / "a.csv", TEXT.encode(encoding)) == LIST


def test_the_arabic_windows_code_page(tmp_path: Path) -> None:
    typed = "كد,نام\n12,پژوهش گران\n13,علي\n"
    assert read(tmp_path / "a.csv", typed.encode("cp1256")) == [["كد", "نام"], ["12", "پژوهش گران"], ["13", "علي"]]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separators(tmp_path: Path, separator: str) -> None:
    content = TEXT.replace(",", separator).encode()
    assert read(tmp_path / "a.csv", content) == LIST
    assert read(tmp_path / "b.csv", f"sep={separator}\n".encode() + content) == LIST


def test_numbers_of_rows_count_blank_ones_and_records(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes('a,b\r\n\r\n"دو\r\nسطر",1\r\n,\r\nc,d\r\n'.encode())
    assert [(row.number, row.cells) for row in rows(path)] == [
        (1, ["a", "b"]),
        (3, ["دو\r\nسطر", "1"]),
        (5, ["c", "d"]),
    ]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("کد,نام\nیک,دو\nسه,".encode() + b"\xff\xfa\n", 3),
        (b"\xef\xbb\xbf" + "کد\n".encode() + b"\xd8\n", 2),
        ("a,b\ncafé,1\n".encode("latin-1"), 2),
        (b"\xff\xfe" + "کد\nنام".encode("utf-16-le") + b"\x00\xd8", 2),
    ],
)
def test_a_wrong_encoding_names_its_line(tmp_path: Path, content: bytes, line: int) -> None:
    with pytest.raises(SheetFault) as refused:
        read(tmp_path / "a.csv", content)
    assert (refused.value.code, refused.value.params) == ("encoding", {"line": line})


@pytest.mark.parametrize(("content", "line"), [(b'a,b\n"open,1\n2,3\n', 3), (b"a\n" + b"x" * 40_000 + b"\n", 2)])
def test_a_broken_line_is_named(tmp_path: Path, content: bytes, line: int) -> None:
    with pytest.raises(SheetFault) as refused:
        read(tmp_path / "a.csv", content)
    assert (refused.value.code, refused.value.params) == ("broken_line", {"line": line})


def test_texts_that_look_like_formulas_are_texts(tmp_path: Path) -> None:
    assert read(tmp_path / "a.csv", b"=1+1,+98912,-3,@x\n") == [["=1+1", "+98912", "-3", "@x"]]
