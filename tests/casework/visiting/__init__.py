"""The room `visiting`."""
