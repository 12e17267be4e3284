"""Neighbourhoods of the towns: no public source has them, so the province brings its own list.

A town with neighbourhoods is counted by them: in the areas that founders choose, and in the coverage planner.
"""
