"""Figures computed from the records, each with its parts.

Floor: above `proposals`.
"""
