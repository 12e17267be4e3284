"""One family whose whole life can be followed: from a neighbour's word three years ago to what each role does today."""
