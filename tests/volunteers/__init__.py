"""Volunteers: their way, their hours."""
