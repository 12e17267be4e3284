"""The demonstration: two provinces at the size of the two reports, made from a seed.

The places are real; the centres, families and persons are drawn, and nobody is meant by them. `making.make` is the way
in; everything it draws follows published distributions, cited beside each figure (the keys are those of the sources
in `docs/demonstration.md`).
"""
