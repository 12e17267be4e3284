"""Pages about centres."""
