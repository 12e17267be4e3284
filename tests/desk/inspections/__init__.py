"""The pages about inspections."""
