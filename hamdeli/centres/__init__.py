"""The charity centres: registry, kinds, specialities, capacity and licence state.

Floor: above `jobs`.
"""
