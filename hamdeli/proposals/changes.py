"""What changed in the records since a run was computed from them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hamdeli.proposals.records import Codes, Keys, Records

SHOWN = 20


@dataclass(frozen=True)
class Change:
    """One file or centre: its code, and what is new about it (`new`, `gone`, or names of values)."""

    code: str
    what: tuple[str, ...]


@dataclass(frozen=True)
class Changes:
    """The files and the centres that are not what they were, by code."""

    files: list[Change]
    centres: list[Change]

    def __bool__(self) -> bool:
        return bool(self.files or self.centres)

    def to_dict(self) -> dict[str, Any]:
        """Plain values: how many, and the first of each."""
        told: dict[str, Any] = {"files_count": len(self.files), "centres_count": len(self.centres)}
        told["files"] = [[change.code, list(change.what)] for change in self.files[:SHOWN]]
        return told | {"centres": [[change.code, list(change.what)] for change in self.centres[:SHOWN]]}


def changes_between(old: Records, new: Records) -> Changes:
    """Compare two gatherings of the same place."""
    return Changes(
        list(
            _compared(
                old.file_keys, old.file_codes, _file_values(old), new.file_keys, new.file_codes, _file_values(new)
            )
        ),
        list(
            _compared(
                old.centre_keys,
                old.centre_codes,
                _centre_values(old),
                new.centre_keys,
                new.centre_codes,
                _centre_values(new),
            )
        ),
    )


Values = dict[str, npt.NDArray[Any]]


def _file_values(records: Records) -> Values:
    files = records.files
    carriers = np.append(records.centre_keys, -1)[files.carrier]
    place = np.stack((files.latitude, files.longitude), axis=1)
    return {"place": place, "need": files.need, "county": files.county, "carrier": carriers, "priority": files.priority}


def _centre_values(records: Records) -> Values:
    centres = records.centres
    place = np.stack((centres.latitude, centres.longitude), axis=1)
    named = {name: getattr(centres, name) for name in ("specialities", "county", "capacity", "workers", "open")}
    return {"place": place, "held": records.held, **named}


def _compared(
    old_keys: Keys, old_codes: Codes, old: Values, new_keys: Keys, new_codes: Codes, new: Values
) -> Iterator[Change]:
    """Yield the changes, by key ascending: gone, new, then changed."""
    for at in np.flatnonzero(~np.isin(old_keys, new_keys)):
        yield Change(str(old_codes[at]), ("gone",))
    for at in np.flatnonzero(~np.isin(new_keys, old_keys)):
        yield Change(str(new_codes[at]), ("new",))
    _, in_old, in_new = np.intersect1d(old_keys, new_keys, assume_unique=True, return_indices=True)
    differs = {name: _differs(old[name][in_old], new[name][in_new]) for name in old}
    anything = np.any(list(differs.values()), axis=0) if len(in_old) else np.empty(0, bool)
    for at in np.flatnonzero(anything):
        yield Change(str(new_codes[in_new[at]]), tuple(name for name, each in differs.items() if each[at]))


def _differs(one: npt.NDArray[Any], other: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
    different: npt.NDArray[np.bool_] = np.asarray(one != other, np.bool_)
    return np.asarray(different.any(axis=1)) if different.ndim > 1 else different
