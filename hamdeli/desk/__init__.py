"""The staff pages.

Floor: a front, above `insight`. No models and no rules.
"""
