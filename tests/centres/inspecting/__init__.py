"""The room `inspecting`."""
