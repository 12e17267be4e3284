"""The room `licensing`: the life of a licence, from the approval in principle to its end."""
