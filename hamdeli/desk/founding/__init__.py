"""Pages about the founding of centres: applications, checks, approvals."""
