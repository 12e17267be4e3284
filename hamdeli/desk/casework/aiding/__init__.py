"""The room `aiding`."""
