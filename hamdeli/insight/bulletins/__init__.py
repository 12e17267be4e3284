"""Bulletins: reports whose every sentence is filled from indicators, frozen when they are released."""
