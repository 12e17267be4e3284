"""Volunteers and the files they help with."""
