"""Centres that get or give up a speciality, and centres that are twins."""
