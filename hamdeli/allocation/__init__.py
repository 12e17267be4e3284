"""Which centre should carry which file: the exact optimum of a transportation problem, with its proof.

Owns: cost model, solver, certificate, shadow prices, explanation. Plain Python on arrays, usable without Django.
Floor: above `delegation`; imports nothing of ours.
"""
