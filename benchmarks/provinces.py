"""Provinces out of thin air, with towns of very different size: the ground of the allocation benchmark."""

import numpy as np
import numpy.typing as npt

from hamdeli.allocation import Centres, Files, Policy, Problem

Floats = npt.NDArray[np.float64]
Towns = tuple[Floats, Floats, Floats, npt.NDArray[np.int64]]
NEEDS = (0.45, 0.2, 0.15, 0.15, 0.05)


def province(
    files: int, centres: int, tightness: float, seed: int, *, counties: int = 24, side: float = 4.0
) -> Problem:
    """`files` case files, `centres` centres with about `tightness` places a file, in a square of `side` degrees.

    Towns follow Zipf's law; centres stand where people live; a town's places follow its files up to a factor that
    varies from town to town; three files in ten are carried by some centre of their town today.
    """
    rng = np.random.default_rng(seed)
    latitude, longitude, share, county = _towns(rng, max(8, centres // 4), counties, side)
    home = rng.choice(len(share), files, p=share)
    seat = rng.choice(len(share), centres, p=share**0.85 / (share**0.85).sum())
    spread = 0.008 + 0.12 * np.sqrt(share)

    def around(middle: Floats, town: npt.NDArray[np.int64]) -> Floats:
        return np.asarray(middle[town] + rng.normal(0, 1, len(town)) * spread[town])

    return Problem(
        Files(
            around(latitude, home),
            around(longitude, home),
            rng.choice(len(NEEDS), files, p=NEEDS),
            county[home],
            _carriers(rng, home, seat),
            rng.integers(1, 6, files),
        ),
        Centres(
            around(latitude, seat),
            around(longitude, seat),
            (rng.random((centres, 4)) < 0.35) @ np.array([1, 2, 4, 8]),
            county[seat],
            _capacities(rng, home, seat, len(share), tightness),
            np.zeros(centres, np.int32),
            rng.integers(1, 6, centres),
            np.ones(centres, np.bool_),
        ),
        Policy(),
    )


def _towns(rng: np.random.Generator, count: int, counties: int, side: float) -> Towns:
    latitude, longitude = 31 + rng.uniform(0, side, count), 50 + rng.uniform(0, side, count)
    share = 1 / np.arange(1, count + 1) ** 1.05
    seats = rng.permutation(count)[:counties]
    away = (latitude[:, None] - latitude[seats]) ** 2 + (longitude[:, None] - longitude[seats]) ** 2
    return latitude, longitude, share / share.sum(), away.argmin(axis=1)


def _capacities(
    rng: np.random.Generator, home: npt.NDArray[np.int64], seat: npt.NDArray[np.int64], towns: int, tightness: float
) -> npt.NDArray[np.int64]:
    demand = np.bincount(home, minlength=towns) * rng.lognormal(0, 0.25, towns)
    weight = rng.lognormal(0, 0.5, len(seat))
    weight *= (demand + 1)[seat] / np.bincount(seat, weight, towns)[seat]
    capacity: npt.NDArray[np.int64] = np.maximum(1, np.floor(weight / weight.sum() * len(home) * tightness)).astype(
        np.int64
    )
    lacking = int(np.ceil(len(home) * tightness)) - int(capacity.sum())
    np.add.at(capacity, rng.integers(0, len(seat), max(0, lacking)), 1)
    return np.asarray(capacity)


def _carriers(
    rng: np.random.Generator, home: npt.NDArray[np.int64], seat: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    order = np.argsort(seat, kind="stable")
    first, last = np.searchsorted(seat[order], home), np.searchsorted(seat[order], home, "right")
    carried = (rng.random(len(home)) < 0.3) & (last > first)
    pick = first + (rng.random(len(home)) * (last - first)).astype(np.int64)
    return np.asarray(np.where(carried, order[np.minimum(pick, len(seat) - 1)], -1))
