"""Long work with progress.

Owns: jobs, their progress, lease, files and results.
Floor: above `accounts`.
"""
