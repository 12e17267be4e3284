"""Pages about help for centres: requests, courses, announcements, knowledge."""
