"""Help for centres: requests and answers, courses, announcements, the knowledge page.

Floor: beside `households` and `volunteers`, above `centres`.
"""
