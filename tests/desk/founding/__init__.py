"""The pages about the founding of centres."""
