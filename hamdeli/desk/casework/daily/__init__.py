"""The room `daily`."""
