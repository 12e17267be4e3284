"""Read the two lists, and collect everything that is wrong with their rows before anything is computed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hamdeli.config.allocate.whereabouts import in_the_country
from hamdeli.sheets.columns import Column
from hamdeli.sheets.faults import CellFault, SheetFault
from hamdeli.sheets.table import Row, read_table

Progress = Callable[[int], None]


@dataclass
class Listing:
    """One list as it was read: good and faulty rows alike, and where its columns stand (from 0)."""

    path: Path
    columns: Sequence[Column]
    heading_row: int
    positions: dict[str, int]
    rows: list[Row] = field(default_factory=list)

    @property
    def faulty(self) -> list[Row]:
        """The rows that cannot be used."""
        return [row for row in self.rows if row.faults]


@dataclass(frozen=True)
class Lists:
    """Both lists."""

    centres: Listing
    files: Listing

    @property
    def faulty(self) -> int:
        """How many rows cannot be used."""
        return len(self.centres.faulty) + len(self.files.faulty)


def read_listing(path: Path, columns: Sequence[Column], progress: Progress) -> Listing:
    """Read one list; raises SheetFault where the file as a whole cannot be used."""
    if not path.is_file():
        raise SheetFault("missing")
    table = read_table(path, columns, progress=progress)
    listing = Listing(path, columns, table.heading_row, table.headings.positions)
    listing.rows.extend(table)
    if not listing.rows:
        raise SheetFault("no_rows")
    for row in listing.rows:
        check_coordinates(row)
    return listing


def check_coordinates(row: Row) -> None:
    """Add a fault where the coordinates lie at sea or abroad."""
    latitude, longitude = row.values.get("latitude"), row.values.get("longitude")
    if latitude is None or longitude is None:
        return
    if not in_the_country(latitude, longitude, row.values.get("province") or ""):
        row.faults.append(CellFault("latitude", "at_sea", shown=f"{latitude}, {longitude}"))


def check_carriers(files: Listing, codes: set[str]) -> None:
    """Add a fault to each file that is carried by a centre which is not in the list of centres."""
    for row in files.rows:
        carrier = row.values.get("carried_by")
        if carrier is not None and carrier not in codes:
            row.faults.append(CellFault("carried_by", "centre_unknown", shown=carrier))
