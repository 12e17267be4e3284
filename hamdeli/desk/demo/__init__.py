"""Pages about demo."""
