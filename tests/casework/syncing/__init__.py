"""The room `syncing`."""
