"""Exits: the end of support, the looks after it, and its beginning anew. Part of the floor `casework`."""
