"""Users, posts, and what a post may do and where.

Owns: sign-in, second factors, sessions, posts (a role at a place or at a centre, from, until).
Floor: above `places`. A centre is named here by its code only.
"""
