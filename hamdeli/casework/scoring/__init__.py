"""The room `scoring`."""
