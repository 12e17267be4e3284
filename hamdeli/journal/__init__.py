"""Who did and who saw what: hash-chained, append-only, held to by the database itself.

Owns: journal entries, receipts of acts done once (idempotency keys), and the version check of changes.
Floor: above `sheets`. Holds plain identifiers, no foreign key of ours, so that it outlives what it tells of.
"""
