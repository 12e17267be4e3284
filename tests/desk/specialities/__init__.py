"""Pages about specialities."""
