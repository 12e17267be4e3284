"""Letters, digits, calendar, national code and words of the Persian language.

Owns: how Persian text, numbers and dates are read, compared and written.
Floor: the ground. Imports nothing of ours, and no Django.
"""
