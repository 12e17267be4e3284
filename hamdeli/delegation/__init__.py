"""Mandates: one centre's charge of one case file, from handover to its end.

Owns: handovers, mandates, notices.
Floor: above `casework`.
"""
