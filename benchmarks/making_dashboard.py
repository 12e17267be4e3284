"""Inside the environment of a world: the demonstration with its indicators computed, and who looks at them."""

import json
import time
from typing import Any

from django.utils import timezone

from benchmarks.making_world import PROVINCE, fill, session_of
from hamdeli.accounts.models import User
from hamdeli.casework.models import CaseFile
from hamdeli.insight.computing import compute_all
from hamdeli.insight.models import Reading


def tell(scale: float, seed: int) -> dict[str, Any]:
    """Make everything and return what there is."""
    fill(scale, seed)
    begun = time.perf_counter()
    made = compute_all(timezone.localdate())
    return {
        "cookie": session_of(User.objects.get(username="deputy")),
        "files": CaseFile.objects.count(),
        "seconds": round(time.perf_counter() - begun, 2),
        "periods": len(made),
        "readings": Reading.objects.count(),
        "addresses": [f"/indicators/of/province/{PROVINCE}/"],
    }


def main(arguments: list[str]) -> None:
    """Print it as the last line."""
    print(json.dumps(tell(float(arguments[0]), int(arguments[1])), ensure_ascii=False))
