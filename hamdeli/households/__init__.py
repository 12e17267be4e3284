"""Families and the persons in them.

Owns: households, persons, and the sealing of what identifies them.
Floor: above `centres`.
"""
