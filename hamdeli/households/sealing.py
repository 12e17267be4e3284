"""Sealing, as families are kept: the deed itself is on a lower floor, for volunteers are sealed in the same way."""

from hamdeli.journal.sealing import blind_index, derived, seal, seal_bytes, unseal, unseal_bytes

__all__ = ["blind_index", "derived", "seal", "seal_bytes", "unseal", "unseal_bytes"]
