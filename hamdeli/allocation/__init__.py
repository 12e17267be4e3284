"""Which centre should carry which file: the exact optimum of a transportation problem, with its proof.

Owns: cost model, solver, certificate, shadow prices, explanation. Plain Python on arrays, usable without Django.
Floor: above `delegation`; imports nothing of ours.

This package itself loads no compiled code. The deeds are in modules of their own: `solving.solve`, `inserting.insert`,
`certifying.certify`, `explaining.explain` and `explain_all`, `figuring.figures`, `baselines.nearest_first` and
`as_today`, `shortage.shortage`, `warming.compile_all`. See docs/allocation.md.
"""

from .faults import AllocationFault, Cancelled
from .policy import Policy
from .problem import GENERAL, NOBODY, Adjustments, Centres, Files, Problem
from .solution import Certificate, Solution

__all__ = [
    "GENERAL",
    "NOBODY",
    "Adjustments",
    "AllocationFault",
    "Cancelled",
    "Centres",
    "Certificate",
    "Files",
    "Policy",
    "Problem",
    "Solution",
]
