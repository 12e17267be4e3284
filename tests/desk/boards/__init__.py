"""The pages about the life of a centre."""
