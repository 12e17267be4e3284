"""Pages about journal."""
