"""The life of the network of centres."""
