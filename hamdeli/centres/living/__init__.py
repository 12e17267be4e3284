"""The room `living`: the life of a centre between its opening and its end."""
