"""Three years in the life of the demonstration's files: workers, visits, decisions, plans, aid, admissions, exits."""
