"""Pages about delegation."""
