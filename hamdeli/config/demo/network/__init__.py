"""The network in the demonstration: the life of its centres, their supervision and support."""
