"""Visits: who works on a file, when its family is visited, the route of the day, the visit and its decision."""
