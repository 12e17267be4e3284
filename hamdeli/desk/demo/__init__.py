"""Signing in to the demonstration by one click. Outside the demonstration these addresses do not exist."""
