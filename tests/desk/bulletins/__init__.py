"""Pages about bulletins."""
