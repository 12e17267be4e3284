"""Tests of the solver of coverage."""
