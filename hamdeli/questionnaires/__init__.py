"""Questionnaires that a province writes: questions, skips, scores and levels, in editions that never change.

Floor: above jobs, below centres. Screening, visits and inspections ask with them; the engine is plain Python on values.
"""
