"""The numbers that rule the founding of centres, all in one place.

Five to seven trustees, the training and the three months of the approval in principle are told by the sources
(domain 2.2); the others are the house's own and meant to be changed here.
"""

FEWEST_TRUSTEES, MOST_TRUSTEES = 5, 7
ADULT_YEARS = 18
FEWEST_TRAINED = 3
"""Trustees who took a course before the training is ticked."""
MOST_VERTICES = 50
MOST_CAPACITY, MOST_WORKERS, MOST_FILES_A_WORKER = 1_000, 50, 60
MOST_METRES = 20_000
NEAR_KM = 5.0
"""A corner of a drawn area may lie so far from the nearest settlement of its own county, where another is nearer."""
POINT_KM = 40.0
"""So far from the nearest settlement of the county the centre itself may stand at most."""
LONGEST_TEXT = 6_000
LEAST_CAPACITY = 1
