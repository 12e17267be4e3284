"""The network in the demonstration: how its centres live, and where the next should open."""
