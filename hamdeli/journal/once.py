"""Acts that are done once, however often they are asked for."""

from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction

from hamdeli.journal.actors import Actor
from hamdeli.journal.chain import digest_of
from hamdeli.journal.models import Receipt

LONGEST_KEY = 64
"""Of the column; a longer key counts by its digest."""


class KeyUsedOtherwise(ValueError):
    """The same key came back with another body: not a retry, and not done."""


@transaction.atomic
def once(*, key: str, actor: Actor, purpose: str, body: Any, act: Callable[[], Any]) -> Any:
    """Do `act` and return its outcome (plain JSON, such as a primary key); the second time return the first outcome.

    `body` is what was asked for, as plain values. Raises `KeyUsedOtherwise` when the key was used for another body.
    Whoever asks at the same moment waits at the unique key until the first has finished.
    """
    asked = digest_of([purpose, body])
    key = key if len(key) <= LONGEST_KEY else digest_of(key)
    mine = {"actor": actor.name, "key": key}
    known = Receipt.objects.filter(**mine).first()
    if known is None:
        try:
            with transaction.atomic():
                receipt = Receipt.objects.create(**mine, purpose=purpose, body_digest=asked, outcome=None)
        except IntegrityError:
            known = Receipt.objects.get(**mine)
    if known is not None:
        if known.body_digest != asked:
            raise KeyUsedOtherwise(key)
        return known.outcome
    receipt.outcome = act()
    receipt.save(update_fields=["outcome"])
    return receipt.outcome
