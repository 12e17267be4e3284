"""The phone: one page that works without a signal, what it takes along, and where its forms arrive."""
