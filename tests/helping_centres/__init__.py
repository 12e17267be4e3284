"""Tests of the help for centres."""
