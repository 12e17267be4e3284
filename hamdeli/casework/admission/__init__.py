"""The room `admission`."""
