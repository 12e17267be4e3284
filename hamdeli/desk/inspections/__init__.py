"""Pages about inspections, findings, grades, ranking and warnings."""
