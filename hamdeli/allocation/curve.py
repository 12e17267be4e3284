"""Order along Hilbert's curve: neighbours in the plane stay neighbours in memory."""

import numpy as np
import numpy.typing as npt

from .jit import compiled

BITS = 16


def curve_order(latitude: npt.NDArray[np.float64], longitude: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """Indexes that put the points (degrees) in the order of Hilbert's curve over their bounding square."""
    if not len(latitude):
        return np.empty(0, np.int64)
    south, west = float(latitude.min()), float(longitude.min())
    side = max(float(latitude.max()) - south, float(longitude.max()) - west, 1e-9)
    keys = np.empty(len(latitude), np.uint32)
    curve_keys(latitude, longitude, south, west, side, keys)
    return np.argsort(keys, kind="stable")


@compiled
def curve_keys(
    latitude: npt.NDArray[np.float64], longitude: npt.NDArray[np.float64], south: float, west: float, side: float,
    keys: npt.NDArray[np.uint32],
) -> None:  # fmt: skip
    """Position on the curve of each point, in a square of `side` degrees from (south, west)."""
    scale = (2**BITS - 1) / side
    for f in range(len(latitude)):
        keys[f] = curve_key(int((longitude[f] - west) * scale), int((latitude[f] - south) * scale))


@compiled
def curve_key(x: int, y: int) -> int:
    """Position on Hilbert's curve of the cell (x, y) in a square of 2**BITS cells a side."""
    key = 0
    step = 1 << (BITS - 1)
    while step > 0:
        right = 1 if x & step else 0
        upper = 1 if y & step else 0
        key += step * step * ((3 * right) ^ upper)
        if upper == 0:
            if right == 1:
                x = 2**BITS - 1 - x
                y = 2**BITS - 1 - y
            x, y = y, x
        step >>= 1
    return key
