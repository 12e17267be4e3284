"""The answer of the centre to an inspection: the head signs it, or it is noted that the centre does not."""

from django.db import transaction
from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.centres.inspecting.faults import InspectionFault
from hamdeli.centres.inspecting.steps import moved, required, told
from hamdeli.centres.models import Inspection


@transaction.atomic
def sign(*, inspection: Inspection, by: User, seen_version: int, words: str = "") -> Inspection:
    """Sign for the centre, with a remark if there is one. Signing says that it was read, not that all is agreed."""
    fresh = moved(inspection, "sign", seen_version)
    if fresh.inspector_id == by.pk:
        raise InspectionFault("own_signature")
    return closed(fresh, by, words.strip(), "signed_inspection")


@transaction.atomic
def note_refusal(*, inspection: Inspection, by: User, seen_version: int, words: str) -> Inspection:
    """Note that the centre does not sign, and why. The inspection stands nevertheless."""
    fresh = moved(inspection, "refuse", seen_version)
    return closed(fresh, by, required(words), "signature_refused")


def closed(inspection: Inspection, by: User, words: str, verb: str) -> Inspection:
    """Store who answered, when, in which words, and the licence of that day."""
    inspection.signer, inspection.signed_at = by, timezone.now()
    inspection.signed_words, inspection.licence_after = words, inspection.centre.licence
    inspection.save()
    return told(inspection, verb, by, words)
