"""The room `helping`: which volunteer helps with which family."""
