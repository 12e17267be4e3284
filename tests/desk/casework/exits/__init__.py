"""The room `exits`."""
