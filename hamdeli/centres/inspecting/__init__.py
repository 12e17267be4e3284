"""Inspecting centres: planned, done, signed; findings with deadlines; grades by a table of weights; ranking."""
