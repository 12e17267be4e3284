"""The places of the country: codes, names, population, coordinates.

Owns: country, province, county, city and neighbourhood.
Floor: above `journal`.
"""
