"""The case file: its needs, its priority and its state.

Floor: above `households`. `CaseFile.centre` is written by `delegation` alone.
"""
