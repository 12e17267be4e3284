"""Pages about casework."""
