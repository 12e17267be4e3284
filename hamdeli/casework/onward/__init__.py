"""The room `onward`."""
