"""The machine interface: health and version.

Floor: a front, beside `desk`. No models and no rules.
"""
