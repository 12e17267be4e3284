"""Families who are not under support: in admission, on the waiting list, refused, and those who left."""
