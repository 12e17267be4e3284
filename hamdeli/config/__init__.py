"""Settings, addresses and commands.

Floor: the roof.
"""
