"""Hamdeli: the working system of a network of neighbourhood charity centres."""

__version__ = "0.1.0"
