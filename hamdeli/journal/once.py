"""Acts that are done once, however often they are asked for."""

from collections.abc import Callable
from typing import Any

from django.db import transaction

from hamdeli.journal.actors import Actor
from hamdeli.journal.chain import digest_of
from hamdeli.journal.models import Head, Receipt


class KeyUsedOtherwise(ValueError):
    """The same key came back with another body: not a retry, and not done."""


@transaction.atomic
def once(*, key: str, actor: Actor, purpose: str, body: Any, act: Callable[[], Any]) -> Any:
    """Do `act` and return its outcome (plain JSON, such as a primary key); the second time return the first outcome.

    `body` is what was asked for, as plain values. Raises `KeyUsedOtherwise` when the key was used for another body.
    """
    Head.objects.select_for_update().get_or_create(pk=1)
    receipt = Receipt.objects.filter(actor=actor.name, key=key).first()
    asked = digest_of([purpose, body])
    if receipt is not None:
        if receipt.body_digest != asked:
            raise KeyUsedOtherwise(key)
        return receipt.outcome
    outcome = act()
    Receipt.objects.create(actor=actor.name, key=key, purpose=purpose, body_digest=asked, outcome=outcome)
    return outcome
