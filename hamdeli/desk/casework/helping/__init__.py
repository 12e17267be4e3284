"""The room `helping`."""
